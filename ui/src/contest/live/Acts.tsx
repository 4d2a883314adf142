import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/hooks";
import { Field, Form } from "../../parts/Field";
import { GoButton } from "../../parts/GoButton";
import { Dialog } from "../../parts/Layer";
import { RefusalList } from "../../parts/RefusalList";
import { paths } from "../../paths";
import type { Act, Contest } from "../ask";

/** The act that brings a contest on; the others stand beside it. */
const onward: readonly Act[] = ["reveal", "announce", "finish", "archive"];
type Onward = "reveal" | "announce" | "finish" | "archive" | "cancel";

/** What may be done with the contest now; what may not says why. */
export function Acts({ contest }: { contest: Contest }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Onward>();
  const { id, may, runs, state } = contest;
  const of = (act: Act) => may.find((one) => one.act === act);
  const next = onward.map(of).find((one) => one !== undefined);
  // What bars it is listed on the page; orders that have not come in may be left behind with a reason.
  const finishes = next?.act === "finish" && contest.blockers.length > 0;
  const forward = finishes
    ? { act: next.act, refusal: contest.blockers.some(bars) ? t("contest.barred") : null }
    : next;
  const present = of("present");
  const presents = state === "frozen" && present !== undefined && !present.refusal;
  const link = (act: Act, to: string, main = false) =>
    of(act) &&
    !of(act)?.refusal && (
      <GoButton to={to} type={main ? "primary" : "default"}>
        {t(`contest.act.${act}`)}
      </GoButton>
    );
  const button = (one: { act: Act; refusal?: string | null } | undefined, main = false) =>
    one && (
      <Button
        type={main ? "primary" : "default"}
        disabled={Boolean(one.refusal)}
        aria-describedby={one.refusal ? "contest-refused" : undefined}
        onClick={() => setAsked(one.act as Onward)}
      >
        {t(`contest.act.${one.act}`)}
      </Button>
    );
  return (
    <>
      {runs && state !== "draft" && (
        <GoButton to={paths.contestNew(id)}>{t("contest.act.copy")}</GoButton>
      )}
      {state !== "draft" && state !== "cancelled" && (
        <GoButton
          to={paths.posters({ kind: state === "published" ? "contest" : "board", contest: id })}
        >
          {t("contest.act.poster")}
        </GoButton>
      )}
      {link("edit", paths.contestEdit(id), true)}
      {link("amend", paths.contestEdit(id))}
      {button(of("cancel"))}
      {link("present", paths.ceremony(id), presents)}
      {runs && contest.is_final && (
        <GoButton to={paths.ceremony(id)}>{t("contest.act.rehearse")}</GoButton>
      )}
      {button(forward, !presents)}
      {forward?.refusal && (
        <p className="contest-refused" id="contest-refused">
          {forward.refusal}
        </p>
      )}
      {asked && <Ask act={asked} contest={contest} onClose={() => setAsked(undefined)} />}
    </>
  );
}

/** Whether it must be done with first. */
const bars = ({ code }: Contest["blockers"][number]) => code !== "unsynced";

type AskProps = { act: Onward; contest: Contest; onClose: () => void };

/** Says what the act does before it is done; only what is called off or forced asks for a reason. */
function Ask({ act, contest, onClose }: AskProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const send = useWrite("post", "/api/contests/{id}/acts", {
    saved: `contest.done.${act}`,
    quiet: true,
    done: onClose,
  });
  const blockers = act === "finish" ? contest.blockers : [];
  // Orders that have not come in may be left behind, with a reason; nothing else may.
  const unsynced = blockers.some(({ code }) => code === "unsynced");
  const barred = blockers.some(bars);
  const needs = act === "cancel" || unsynced;
  const ready = !barred && (!needs || reason.trim() !== "");
  const run = () =>
    void send.run({
      params: { path: { id: contest.id } },
      body: {
        act,
        reason: act === "cancel" ? reason.trim() : undefined,
        unsynced_reason: unsynced ? reason.trim() : undefined,
      },
    });
  return (
    <Dialog
      title={t(`contest.sure.${act}.title`)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button
            type="primary"
            danger={act === "cancel"}
            disabled={!ready}
            loading={send.pending}
            onClick={run}
          >
            {t(`contest.act.${act}`)}
          </Button>
        </>
      }
    >
      <Form onSend={() => ready && run()} label={t(`contest.sure.${act}.title`)}>
        <p>{t(`contest.sure.${act}.words`)}</p>
        {blockers.length > 0 && (
          <div className="contest-blockers">
            <p>{t("contest.blockers")}</p>
            <ul>
              {blockers.map((blocker) => (
                <li key={blocker.code + blocker.words}>{blocker.words}</li>
              ))}
            </ul>
          </div>
        )}
        {needs && !barred && (
          <Field
            label={t(act === "cancel" ? "contest.reason" : "contest.unsyncedReason")}
            hint={t("contest.reasonHint")}
          >
            <Input.TextArea
              rows={2}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        )}
        {send.problem && <RefusalList problem={send.problem} />}
      </Form>
    </Dialog>
  );
}
