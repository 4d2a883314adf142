import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { Field, Form } from "../parts/Field";
import { Dialog } from "../parts/Layer";
import { DateTime, Money } from "../parts/Numbers";
import { Person } from "../parts/Person";

export type Shown = components["schemas"]["ReportShown"];
type Act = components["schemas"]["Act"];

/** One report with what may be done with it; with its reporter where it is somebody else's. */
export function Report({ report, named }: { report: Shown; named?: boolean }) {
  const { t } = useTranslation();
  const [returning, setReturning] = useState(false);
  const decide = useWrite("post", "/api/reports/{id}/decision", {
    saved: "report.done",
    values: (answer) => ({ what: t(`report.standing.${answer.standing}`) }),
    undo: (answer) =>
      answer.may.includes("reopen")
        ? () =>
            send("post", "/api/reports/{id}/decision", {
              params: { path: { id: answer.id } },
              body: { act: "reopen" },
            })
        : undefined,
  });
  const act = (act: Act, reason?: string) =>
    decide.run({ params: { path: { id: report.id } }, body: { act, reason } });
  const button = (what: Act, main?: boolean) =>
    report.may.includes(what) && (
      <Button
        type={main ? "primary" : "text"}
        loading={decide.pending}
        onClick={() => (what === "return" ? setReturning(true) : act(what))}
      >
        {t(`report.act.${what}`)}
      </Button>
    );
  return (
    <li className="report" data-standing={report.standing}>
      <div className="report-what">
        {named && <Person name={report.member_name} />}
        <strong>{report.item}</strong>
        <Detail report={report} />
      </div>
      <div className="report-number">
        <Money fen={report.amount_fen} />
        <span className="report-standing">{t(`report.standing.${report.standing}`)}</span>
      </div>
      {report.reason && (
        <p className="report-reason">{t("report.reason", { reason: report.reason })}</p>
      )}
      {report.may.length > 0 && (
        <div className="report-acts">
          {button("withdraw")}
          {button("reopen")}
          {button("return")}
          {button("approve", true)}
        </div>
      )}
      {returning && (
        <Return
          onClose={() => setReturning(false)}
          onSend={async (reason) => {
            if (await act("return", reason)) setReturning(false);
          }}
        />
      )}
    </li>
  );
}

function Detail({ report }: { report: Shown }) {
  const { t } = useTranslation();
  return (
    <span className="report-detail">
      {t("report.count", { count: report.quantity })} · <DateTime at={report.sold_at} />
      {report.buyer && <> · {report.buyer}</>}
      {report.note && <> · {report.note}</>}
    </span>
  );
}

function Return({ onClose, onSend }: { onClose: () => void; onSend: (reason: string) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const ready = reason.trim() !== "";
  return (
    <Dialog
      title={t("report.return.title")}
      onClose={onClose}
      footer={
        <Button type="primary" disabled={!ready} onClick={() => onSend(reason)}>
          {t("report.act.return")}
        </Button>
      }
    >
      <Form onSend={() => ready && onSend(reason)}>
        <Field label={t("report.return.why")} hint={t("report.return.hint")}>
          <Input value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
        </Field>
      </Form>
    </Dialog>
  );
}
