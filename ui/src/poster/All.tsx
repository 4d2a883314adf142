import { Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { count } from "../parts/format";
import type { Query } from "./ask";
import { printAll, useRun } from "./run";

/** Everybody's certificates in one file, which takes a while. */
export function All({ query }: { query: Query }) {
  const { t } = useTranslation();
  const run = useRun();
  if (!run) return <Button onClick={() => void printAll(query)}>{t("poster.all.act")}</Button>;
  const { begun, of, stop } = run;
  return (
    <div className="poster-run" role="status">
      <Progress
        percent={of > 0 ? Math.round((100 * begun) / of) : 0}
        showInfo={false}
        aria-label={t("poster.all.going")}
      />
      <span>
        {of === 0
          ? t("poster.all.gathering")
          : begun < of
            ? t("poster.all.done", { begun: count(begun), of: count(of) })
            : t("poster.all.binding")}
      </span>
      <Button onClick={stop}>{t("poster.all.stop")}</Button>
    </div>
  );
}
