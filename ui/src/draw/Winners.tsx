import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { Field, Form } from "../parts/Field";
import { Dialog } from "../parts/Layer";
import { DateTime } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { RefusalList } from "../parts/RefusalList";
import type { Draw, Winner } from "./ask";

/** Who won, prize by prize; who was not there. */
export default function Winners({ draw }: { draw: Draw }) {
  const { t } = useTranslation();
  const [absent, setAbsent] = useState<Winner>();
  const { plan, winners, absents, lots, may } = draw;
  const redraws = may.includes("absent");
  return (
    <Sheet title={t("draw.winners")}>
      <div className="draw-winners">
        {plan.prizes.map(({ name, count }, prize) => {
          const won = winners.filter((winner) => winner.prize === prize);
          return (
            <section key={`${prize + 1}`}>
              <h3>
                {name} <small>{t("draw.places", { count })}</small>
              </h3>
              {won.length === 0 && <p className="draw-note">{t("draw.nobody")}</p>}
              <ul>
                {won.map((winner) => (
                  <li key={winner.number} data-mine={winner.mine || undefined}>
                    <Person
                      name={winner.name ?? t("draw.unnamed")}
                      hint={t("draw.ticket", { n: winner.ticket })}
                      member={winner.member_id}
                    />
                    {winner.mine && <span className="draw-me">{t("draw.me")}</span>}
                    {redraws && (
                      <Button size="small" onClick={() => setAbsent(winner)}>
                        {t("draw.act.absent")}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        {absents.length > 0 && (
          <section>
            <h3>{t("draw.absents")}</h3>
            <ul className="draw-absents">
              {absents.map((one) => (
                <li key={one.number}>
                  {t("draw.absent", {
                    ticket: lots.find(({ number }) => number === one.number)?.ticket ?? "",
                    reason: one.reason ?? "",
                  })}{" "}
                  <span className="draw-note">
                    <DateTime at={one.at} /> · {one.by}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {absent && <Absent id={draw.id} winner={absent} onClose={() => setAbsent(undefined)} />}
    </Sheet>
  );
}

type AbsentProps = { id: number; winner: Winner; onClose: () => void };

/** Somebody is not there: the sequence goes on, and why is kept. */
function Absent({ id, winner, onClose }: AbsentProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const send = useWrite("post", "/api/draws/{id}/acts", {
    saved: "draw.done.absent",
    quiet: true,
    done: onClose,
  });
  const ready = reason.trim() !== "";
  const run = () =>
    void send.run({
      params: { path: { id } },
      body: { act: "absent", number: winner.number, reason: reason.trim() },
    });
  return (
    <Dialog
      title={t("draw.sure.absent.title", { name: winner.name ?? t("draw.unnamed") })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="primary" danger disabled={!ready} loading={send.pending} onClick={run}>
            {t("draw.act.absent")}
          </Button>
        </>
      }
    >
      <Form
        onSend={() => ready && run()}
        label={t("draw.sure.absent.title", { name: winner.name ?? t("draw.unnamed") })}
      >
        <p>{t("draw.sure.absent.words")}</p>
        <Field label={t("draw.reason")} hint={t("draw.reasonHint")}>
          <Input
            maxLength={200}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
        {send.problem && <RefusalList problem={send.problem} />}
      </Form>
    </Dialog>
  );
}
