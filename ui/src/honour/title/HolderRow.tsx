import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/hooks";
import { useSelf } from "../../frame/me";
import { Avatar } from "../../parts/Avatar";
import { Field, Form } from "../../parts/Field";
import { dayStart, time } from "../../parts/format";
import { Go } from "../../parts/Go";
import { Dialog } from "../../parts/Layer";
import { RefusalList } from "../../parts/RefusalList";
import { paths } from "../../paths";
import { type Holder, reasonMax } from "./ask";

/** From when until when somebody holds it. */
export function useDays() {
  const { t } = useTranslation();
  const { team } = useSelf();
  const day = (day: string) => time(dayStart(team, day), team.zone, "day");
  return ({ from, until }: Pick<Holder, "from" | "until">) =>
    until == null
      ? t("title.since", { from: day(from) })
      : t("title.days", { from: day(from), until: day(until) });
}

type RowProps = { holder: Holder; name: string; certified: boolean };

/** Somebody who holds a title, what for, and what may be done about it. */
export function HolderRow({ holder, name, certified }: RowProps) {
  const { t } = useTranslation();
  const days = useDays();
  const [ending, setEnding] = useState(false);
  const member = holder.member_id;
  return (
    <li>
      <Avatar name={holder.name} member={member} size={44} />
      <div>
        <p>
          {member == null ? (
            <b>{holder.name}</b>
          ) : (
            <Go to={paths.honours(member)}>
              <b>{holder.name}</b>
            </Go>
          )}{" "}
          <small>
            {days(holder)}
            {holder.standing === "ahead" && ` · ${t("title.standing.ahead")}`}
          </small>
        </p>
        <Reason holder={holder} />
        <div className="title-acts">
          <Consent holder={holder} />
          {certified && <Certificate award={holder.award_id} />}
          {holder.ends && (
            <Button type="link" className="title-small" onClick={() => setEnding(true)}>
              {t("title.end.act")}
            </Button>
          )}
        </div>
        {ending && <End holder={holder} name={name} onClose={() => setEnding(false)} />}
      </div>
    </li>
  );
}

/** What it was given for; a contest's result leads to the contest. */
export function Reason({ holder: { reason, contest_id } }: { holder: Holder }) {
  return (
    <p className="title-reason">
      {contest_id == null ? reason : <Go to={paths.contest(contest_id)}>{reason}</Go>}
    </p>
  );
}

/** Leads to its certificate, to be looked at, printed and sent. */
export function Certificate({ award }: { award: number }) {
  const { t } = useTranslation();
  return (
    <Go to={paths.posters({ kind: "certificate", award })} className="title-certificate">
      {t("title.certificate")}
    </Go>
  );
}

/** Whether others read of it: asked of its holder, and changed at any time. */
export function Consent({ holder }: { holder: Holder }) {
  const { t } = useTranslation();
  const say = useWrite("put", "/api/awards/{id}/consent", {
    saved: "title.consent.done",
  });
  if (!holder.answers) return null;
  const { agreed, mine, award_id } = holder;
  const run = (agreed: boolean) =>
    void say.run({ params: { path: { id: award_id } }, body: { agreed } });
  const state = agreed === true ? "yes" : agreed === false ? "no" : mine ? "asked" : "waits";
  return (
    <p className="title-consent" data-asked={(agreed == null && mine) || undefined}>
      <span>{t(`title.consent.${state}`)}</span>
      {agreed !== true && (
        <Button
          type={mine && agreed == null ? "primary" : "link"}
          className={mine && agreed == null ? undefined : "title-small"}
          loading={say.pending}
          onClick={() => run(true)}
        >
          {t(mine ? "title.consent.agree" : "title.consent.agreeFor")}
        </Button>
      )}
      {(agreed === true || (mine && agreed == null)) && (
        <Button
          type={agreed == null ? "default" : "link"}
          className={agreed == null ? undefined : "title-small"}
          loading={say.pending}
          onClick={() => run(false)}
        >
          {t(mine ? "title.consent.refuse" : "title.consent.refuseFor")}
        </Button>
      )}
    </p>
  );
}

type EndProps = { holder: Holder; name: string; onClose: () => void };

function End({ holder, name, onClose }: EndProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const end = useWrite("post", "/api/awards/{id}/ending", {
    saved: "title.end.done",
    quiet: true,
    done: onClose,
  });
  const ready = reason.trim() !== "";
  const run = () =>
    void end.run({ params: { path: { id: holder.award_id } }, body: { reason: reason.trim() } });
  const title = t("title.end.sure", { name, who: holder.name });
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="primary" danger disabled={!ready} loading={end.pending} onClick={run}>
            {t("title.end.act")}
          </Button>
        </>
      }
    >
      <Form label={title} onSend={() => ready && run()}>
        <p>{t("title.end.words")}</p>
        <Field label={t("title.end.reason")} hint={t("title.end.reasonHint")}>
          <Input
            maxLength={reasonMax}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
        {end.problem && <RefusalList problem={end.problem} />}
      </Form>
    </Dialog>
  );
}
