import { useTranslation } from "react-i18next";
import type { components } from "../api/schema";
import { count } from "../parts/format";
import { DateTime } from "../parts/Numbers";
import { PointsChanges } from "../parts/PointsChanges";

type Preview = components["schemas"]["RulesPreview"];

/** What publishing would change: the words, the points at once, the last thirty days. */
export function RulePreview({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  return (
    <div className="points-preview" aria-live="polite">
      <h3>{t("points.preview.words")}</h3>
      <ul className="points-diff">
        {preview.removed.map((words) => (
          <li key={words}>
            <del>{words}</del>
          </li>
        ))}
        {preview.added.map((words) => (
          <li key={words}>
            <ins>{words}</ins>
          </li>
        ))}
        {preview.added.length === 0 && preview.removed.length === 0 && (
          <li>{t("points.preview.same")}</li>
        )}
      </ul>
      {preview.until != null && (
        <p className="points-warning">
          {t("points.rules.only_until", { id: preview.after })} <DateTime at={preview.until} />
        </p>
      )}
      <h3>{t("points.preview.at_once")}</h3>
      {preview.sales === 0 ? (
        <p>{t("points.preview.nothing")}</p>
      ) : (
        <>
          <p className="points-warning">
            {t("points.preview.sales", {
              count: preview.sales,
              raised: count(preview.raised, true),
              lowered: count(preview.lowered, true),
            })}
          </p>
          <PointsChanges of={preview.changes} />
        </>
      )}
      <h3>{t("points.preview.compared")}</h3>
      <p>
        <DateTime at={preview.compared_from} shape="day" />{" "}
        {t("points.preview.since", {
          before: count(preview.compared_before),
          after: count(preview.compared_after),
        })}
      </p>
      <PointsChanges of={preview.compared} />
    </div>
  );
}
