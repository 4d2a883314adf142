import { Button, Input, Progress } from "antd";
import { useQueryClient } from "@tanstack/react-query";
import { BadgeCheck, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { readKey, useRead, useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { Empty } from "../parts/Empty";
import { Field } from "../parts/Field";
import { DateTime } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { Stat, Stats } from "../parts/Stat";
import "./points.css";

type Report = components["schemas"]["VerificationReport"];
type Running = components["schemas"]["VerificationRunning"];

const pollMillis = 400;

/** The ledger proves itself: everything is counted again, the chain is checked. */
export default function Verify() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useRead("/api/verification");
  const start = useWrite("post", "/api/verification", {
    done: (answer) => queries.setQueryData(readKey("/api/verification"), answer),
  });
  const running = data?.running ?? undefined;
  const isRunning = running !== undefined;
  // Progress is asked for while something runs; nothing on the server tells of it.
  useEffect(() => {
    if (!isRunning) return;
    const timer = window.setInterval(
      () => void queries.invalidateQueries({ queryKey: readKey("/api/verification") }),
      pollMillis,
    );
    return () => window.clearInterval(timer);
  }, [isRunning, queries]);
  const [heads, setHeads] = useState("");
  const begin = () => void start.run({ body: { heads } });
  return (
    <Page
      narrow
      title={t("points.verify.title")}
      purpose={t("points.verify.purpose")}
      actions={
        <Button type="primary" disabled={isRunning} loading={start.pending} onClick={begin}>
          {t(data?.report ? "points.verify.again" : "points.verify.start")}
        </Button>
      }
    >
      {running && <Going running={running} />}
      {data?.failed && (
        <Sheet>
          <p role="alert">{t("points.verify.failed")}</p>
        </Sheet>
      )}
      {data?.report && <Found report={data.report} />}
      {data && !data.report && !isRunning && !data.failed && (
        <Sheet>
          <Empty
            words={t("points.verify.none")}
            example={
              <ul className="points-checks">
                {checks.map((check) => (
                  <li key={check}>{t(`points.verify.check.${check}`)}</li>
                ))}
              </ul>
            }
          />
        </Sheet>
      )}
      <Sheet>
        <Field label={t("points.verify.heads")} hint={t("points.verify.heads_hint")}>
          <Input.TextArea
            autoSize={{ minRows: 1, maxRows: 4 }}
            value={heads}
            onChange={(event) => setHeads(event.target.value)}
          />
        </Field>
      </Sheet>
    </Page>
  );
}

const checks = [
  "chain",
  "postings",
  "lots",
  "balances",
  "grants",
  "redemptions",
  "facts",
  "rules",
  "sales",
] as const;

function Going({ running }: { running: Running }) {
  const { t } = useTranslation();
  const done = running.total > 0 ? Math.floor((100 * running.done) / running.total) : 0;
  return (
    <Sheet>
      <p>{t(`points.verify.check.${running.check}`)}</p>
      <Progress percent={done} aria-label={t("points.verify.title")} />
      <p className="points-quiet">{t("points.verify.leave")}</p>
    </Sheet>
  );
}

function Found({ report }: { report: Report }) {
  const { t } = useTranslation();
  const good = report.fault_count === 0;
  const Icon = good ? BadgeCheck : TriangleAlert;
  return (
    <>
      <Sheet>
        <div className="points-verdict" data-good={good || undefined} role="status">
          <Icon size={40} strokeWidth={1.4} aria-hidden="true" />
          <div>
            <b>
              {good
                ? t("points.verify.good")
                : t("points.verify.bad", { count: report.fault_count })}
            </b>
            <small>
              <DateTime at={report.at} shape="second" />
            </small>
          </div>
        </div>
        {!good && (
          <ol className="points-faults">
            {report.faults.map((fault) => (
              <li key={`${fault.check}${fault.number}${fault.words}`}>
                <b>{t(`points.verify.check.${fault.check}`)}</b>
                <span>{fault.words}</span>
              </li>
            ))}
          </ol>
        )}
      </Sheet>
      <Sheet title={t("points.verify.counted")}>
        <Stats>
          <Stat label={t("points.verify.postings")}>{report.postings.toLocaleString("en-US")}</Stat>
          <Stat label={t("points.verify.sales")}>{report.sales.toLocaleString("en-US")}</Stat>
          <Stat label={t("points.verify.members")}>{report.members.toLocaleString("en-US")}</Stat>
          <Stat label={t("points.verify.lots")}>{report.lots.toLocaleString("en-US")}</Stat>
        </Stats>
        <p className="points-hash">
          {t("points.verify.head")} <code>{report.head}</code>
        </p>
        <p className="points-quiet">{t("points.verify.head_hint")}</p>
      </Sheet>
    </>
  );
}
