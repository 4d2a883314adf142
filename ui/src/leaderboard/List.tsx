import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Change } from "../parts/Change";
import { Places } from "../parts/Places";
import { paths } from "../paths";
import type { BoardRow, Measure } from "./ask";
import { Number } from "./Number";

type ListProps = {
  rows: readonly BoardRow[];
  measure: Measure;
  /** Whether there is a period before to compare with. */
  compared: boolean;
  /** The best score, which the others' bars are measured against. */
  best: number;
  onWhy: (row: BoardRow) => void;
};

/** Places in order; what did not change is not drawn anew. */
export const List = memo(function List({ rows, measure, compared, best, onWhy }: ListProps) {
  const { t } = useTranslation();
  return (
    <Places
      label={t("leaderboard.title")}
      rows={rows.map((row, index) => ({
        key: row.member_id ?? `place${row.place}.${index}`,
        place: row.place,
        tied: row.tied,
        name: row.name ?? null,
        member: row.member_id,
        hint: row.mine ? t("leaderboard.me", { tier: row.tier ?? "" }) : row.tier,
        to: row.open && row.member_id != null ? paths.member(row.member_id) : undefined,
        mine: row.mine,
        part: best > 0 && row.score != null ? Math.max(0, row.score / best) : 0,
        score: <Number row={row} measure={measure} onWhy={onWhy} />,
        aside: compared ? (
          <Change by={row.before == null ? null : row.before - row.place} />
        ) : undefined,
      }))}
    />
  );
});
