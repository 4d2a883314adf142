import { useTranslation } from "react-i18next";
import type { BoardRow, Measure } from "./ask";
import { Score } from "./Score";

type NumberProps = { row: BoardRow; measure: Measure; onWhy: (row: BoardRow) => void };

/** A row's score; it opens to its reasons for whoever may see them. */
export function Number({ row, measure, onWhy }: NumberProps) {
  const { t } = useTranslation();
  if (row.score == null)
    return <span className="leaderboard-score">{t("leaderboard.hidden")}</span>;
  const score = <Score measure={measure} score={row.score} />;
  if (!row.open) return <span className="leaderboard-score">{score}</span>;
  return (
    <button
      type="button"
      className="leaderboard-score"
      title={t("leaderboard.why.open")}
      onClick={() => onWhy(row)}
    >
      {score}
    </button>
  );
}
