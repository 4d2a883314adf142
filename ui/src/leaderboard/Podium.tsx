import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../parts/Avatar";
import type { BoardRow, Measure } from "./ask";
import { Change } from "../parts/Change";
import { Number } from "./Number";

type PodiumProps = {
  rows: readonly BoardRow[];
  measure: Measure;
  compared: boolean;
  onWhy: (row: BoardRow) => void;
};

/** The first three, on their steps: the second to the left, the third to the right. Gold is theirs. */
export const Podium = memo(function Podium({ rows, measure, compared, onWhy }: PodiumProps) {
  const { t } = useTranslation();
  return (
    <ol className="leaderboard-podium" aria-label={t("leaderboard.podium")}>
      {rows.slice(0, 3).map((row, step) => (
        <li
          key={row.member_id ?? `step${step}`}
          data-step={step + 1}
          data-mine={row.mine || undefined}
        >
          <span className="leaderboard-laurel">
            <Avatar name={row.name ?? "·"} member={row.member_id} size={step === 0 ? 88 : 64} />
          </span>
          <b>{row.name ?? t("leaderboard.unnamed")}</b>
          <small>{row.tier ?? "\u00a0"}</small>
          <Number row={row} measure={measure} onWhy={onWhy} />
          {compared && <Change by={row.before == null ? null : row.before - row.place} />}
          <span className="leaderboard-plinth">
            <span className="aside">{t("leaderboard.place", { place: row.place })}</span>
            <i aria-hidden="true">{row.place}</i>
            {row.tied && <em>{t("leaderboard.tied")}</em>}
          </span>
        </li>
      ))}
    </ol>
  );
});
