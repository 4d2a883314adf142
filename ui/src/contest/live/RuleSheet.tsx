import { useTranslation } from "react-i18next";
import { DateTime } from "../../parts/Numbers";
import { Sheet } from "../../parts/Page";
import type { Contest } from "../ask";
import { RuleWords } from "../RuleWords";

/** The rule in plain words, its fingerprint, and how it came to be. */
export function RuleSheet({ contest }: { contest: Contest }) {
  const { t } = useTranslation();
  const { versions } = contest;
  return (
    <Sheet title={t("contest.rule.title")}>
      <RuleWords rule={contest.rule} />
      <details className="contest-more">
        <summary>{t("contest.rule.versions", { count: versions.length })}</summary>
        <dl className="contest-marks">
          <dt>{t("contest.rule.hash")}</dt>
          <dd>
            <code className="contest-hash">{contest.rule_hash}</code>
          </dd>
          <dt>{t("contest.rule.seed")}</dt>
          <dd>
            <code className="contest-hash">{contest.seed_hash}</code>
          </dd>
          {contest.result_hash && (
            <>
              <dt>{t("contest.rule.result")}</dt>
              <dd>
                <code className="contest-hash">{contest.result_hash}</code>
              </dd>
            </>
          )}
        </dl>
        <ol className="contest-versions">
          {versions.map((version) => (
            <li key={version.id}>
              <b>{t("contest.rule.version", { id: version.id })}</b>
              <small>
                {version.by} · <DateTime at={version.at} />
                {version.reason && <> · {version.reason}</>}
              </small>
              {version.changes.length > 0 && (
                <ul>
                  {version.changes.map((change) => (
                    <li key={change}>{change}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      </details>
    </Sheet>
  );
}
