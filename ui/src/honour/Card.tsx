import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { Avatar } from "../parts/Avatar";
import { Field, Form } from "../parts/Field";
import { count } from "../parts/format";
import { Dialog } from "../parts/Layer";
import { DateTime } from "../parts/Numbers";
import { RefusalList } from "../parts/RefusalList";
import { type Praise, signs } from "./ask";
import { Names } from "./Names";

/** One praise: who thanked whom for what, and how others answer. */
export function Card({ praise }: { praise: Praise }) {
  const { t } = useTranslation();
  const { by, to, value, words, points, at } = praise;
  const [first] = to;
  return (
    <article className="honour-praise" data-mine={praise.received || undefined}>
      <Avatar name={first?.name ?? t("honour.somebody")} member={first?.member_id} size={44} />
      <div>
        <p className="honour-who">
          <Names people={[by]} /> {t("honour.praised")} <Names people={to} />
        </p>
        <p className="honour-words">{words}</p>
        <p className="honour-note">
          <span className="honour-value">{value}</span>
          {points != null && points > 0 && (
            <span>
              {t(to.length > 1 ? "honour.pointsEach" : "honour.points", { points: count(points) })}
            </span>
          )}
          <DateTime at={at} />
        </p>
        <div className="honour-answers">
          <Reactions praise={praise} />
          <TakeBack praise={praise} />
        </div>
      </div>
    </article>
  );
}

function Reactions({ praise: { id, reactions } }: { praise: Praise }) {
  const { t } = useTranslation();
  const react = useWrite("put", "/api/praises/{id}/reactions");
  return (
    <div className="honour-reactions" role="group" aria-label={t("honour.reactions")}>
      {reactions.map(({ reaction, count: many, mine }) => {
        const Sign = signs[reaction];
        return (
          <button
            key={reaction}
            type="button"
            aria-pressed={mine}
            aria-label={t("honour.reactedBy", {
              how: t(`honour.reaction.${reaction}`),
              count: many,
            })}
            onClick={() =>
              void react.run({ params: { path: { id } }, body: { reaction, on: !mine } })
            }
          >
            <Sign size={18} strokeWidth={1.6} aria-hidden="true" />
            {many > 0 && <span className="number">{many}</span>}
          </button>
        );
      })}
    </div>
  );
}

/** Its giver takes it back at once, who leads its receivers says why. */
function TakeBack({ praise: { id, take_back, points } }: { praise: Praise }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState("");
  const back = useWrite("post", "/api/praises/{id}/undoing", {
    saved: points ? "honour.back.doneWithPoints" : "honour.back.done",
    quiet: asked,
    done: () => setAsked(false),
  });
  if (!take_back) return null;
  const run = () => void back.run({ params: { path: { id } }, body: { reason: reason.trim() } });
  const title = t("honour.back.act");
  const ready = reason.trim() !== "";
  return (
    <>
      <Button
        type="text"
        className="honour-back"
        loading={back.pending}
        onClick={() => (take_back === "freely" ? run() : setAsked(true))}
      >
        {title}
      </Button>
      {asked && (
        <Dialog
          title={title}
          onClose={() => setAsked(false)}
          footer={
            <>
              <Button onClick={() => setAsked(false)}>{t("parts.cancel")}</Button>
              <Button type="primary" disabled={!ready} loading={back.pending} onClick={run}>
                {title}
              </Button>
            </>
          }
        >
          <Form label={title} onSend={() => ready && run()}>
            <p>{t("honour.back.sure")}</p>
            <Field label={t("honour.back.reason")} hint={t("honour.back.reasonHint")}>
              <Input
                maxLength={200}
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
            </Field>
            {back.problem && <RefusalList problem={back.problem} />}
          </Form>
        </Dialog>
      )}
    </>
  );
}
