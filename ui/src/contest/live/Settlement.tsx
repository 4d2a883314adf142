import { Button, Input } from "antd";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import type { Answer } from "../../api/client";
import { saveFile } from "../../frame/save";
import { Field, Form } from "../../parts/Field";
import { DateTime } from "../../parts/Numbers";
import { Sheet } from "../../parts/Page";
import { Go } from "../../parts/Go";
import { Person } from "../../parts/Person";
import { RefusalList } from "../../parts/RefusalList";
import { paths } from "../../paths";
import type { Contest } from "../ask";
import { wonWords } from "../words";

type Settled = Answer<"get", "/api/contests/{id}/settlement">;

/** Who wins what, that it was reckoned twice, and the file from which anybody can reckon it again. */
export default function Settlement({ contest }: { contest: Contest }) {
  const { t } = useTranslation();
  const path = { params: { path: { id: contest.id } } };
  const { data, error } = useRead("/api/contests/{id}/settlement", path);
  const unties = contest.may.some(({ act, refusal }) => act === "untie" && !refusal);
  const settled = data?.settled_at != null;
  if (!data) return error ? <RefusalList problem={error} /> : null;
  return (
    <Sheet
      title={t("contest.settled.title")}
      aside={
        <Button
          type="link"
          onClick={() => void saveFile("/api/contests/{id}/settlement.xlsx", path)}
        >
          {t("contest.settled.file")}
        </Button>
      }
    >
      {data.awards.length === 0 ? (
        <p>{t("contest.settled.none")}</p>
      ) : (
        <ol className="contest-awards">
          {data.awards.map((award) => (
            <li key={`${award.member_id}.${award.prize}.${award.place}`}>
              <span className="contest-award-place">{award.place}</span>
              <Person
                name={award.name ?? t("contest.unnamed")}
                member={award.member_id}
                size={32}
              />
              <b>{wonWords(t, award)}</b>
              {award.title_id != null && settled && (award.is_given || contest.runs) && (
                <Go to={paths.titles()} className="contest-award-title">
                  {t(award.is_given ? "contest.settled.given" : "contest.settled.notGiven")}
                </Go>
              )}
            </li>
          ))}
        </ol>
      )}
      <p className="contest-note" data-differs={data.second_agrees === false || undefined}>
        {data.second_agrees != null &&
          t(data.second_agrees ? "contest.settled.agrees" : "contest.settled.differs")}{" "}
        {data.settled_at == null ? (
          t("contest.settled.unpaid")
        ) : (
          <>
            {t("contest.settled.paid")} <DateTime at={data.settled_at} />
          </>
        )}
      </p>
      {data.open.map((tie) => (
        <Tie key={tie.place} id={contest.id} tie={tie} decides={unties} />
      ))}
    </Sheet>
  );
}

type TieProps = { id: number; tie: Settled["open"][number]; decides: boolean };

/** Those who share a place that more than one prize hangs on; whoever runs it says the order and why. */
function Tie({ id, tie, decides }: TieProps) {
  const { t } = useTranslation();
  const [order, setOrder] = useState(() =>
    tie.entrants.map((id, at) => ({ id, name: tie.names[at] ?? t("contest.unnamed") })),
  );
  const [reason, setReason] = useState("");
  const send = useWrite("post", "/api/contests/{id}/ties", {
    saved: "contest.ties.saved",
    quiet: true,
  });
  const up = (at: number) => {
    const next = [...order];
    next.splice(at - 1, 0, ...next.splice(at, 1));
    setOrder(next);
  };
  const ready = reason.trim() !== "";
  return (
    <div className="contest-tie">
      <p>
        <b>{t("contest.ties.open", { place: tie.place, count: tie.entrants.length })}</b>
      </p>
      <ol>
        {order.map((one, at) => (
          <li key={one.id}>
            <Person name={one.name} size={28} />
            {decides && (
              <span>
                <Button
                  type="text"
                  disabled={at === 0}
                  aria-label={t("contest.ties.up", { name: one.name })}
                  icon={<ArrowUp size={16} aria-hidden="true" />}
                  onClick={() => up(at)}
                />
                <Button
                  type="text"
                  disabled={at === order.length - 1}
                  aria-label={t("contest.ties.down", { name: one.name })}
                  icon={<ArrowDown size={16} aria-hidden="true" />}
                  onClick={() => up(at + 1)}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
      {decides && (
        <Form
          label={t("contest.ties.decide")}
          onSend={() =>
            ready &&
            void send.run({
              params: { path: { id } },
              body: {
                place: tie.place,
                entrants: order.map(({ id }) => id),
                reason: reason.trim(),
              },
            })
          }
        >
          <Field label={t("contest.reason")} hint={t("contest.reasonHint")}>
            <Input
              value={reason}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          {send.problem && <RefusalList problem={send.problem} />}
          <div className="form-actions">
            <Button htmlType="submit" disabled={!ready} loading={send.pending}>
              {t("contest.ties.decide")}
            </Button>
          </div>
        </Form>
      )}
    </div>
  );
}
