import { memo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Change } from "../parts/Change";
import { Person } from "../parts/Person";
import { useFirst } from "../parts/first";
import { useFlip } from "../parts/flip";
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

/** Places in order. Rows that change places glide there; what did not change is not drawn anew. */
export const List = memo(function List({ rows, measure, compared, best, onWhy }: ListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const keyOf = (row: BoardRow, index: number) => row.member_id ?? `place${row.place}.${index}`;
  const [begun, room] = useFirst(rows);
  useFlip(list, begun.map(keyOf).join());
  return (
    <ol ref={list} className="leaderboard-list" style={room} aria-label={t("leaderboard.title")}>
      {begun.map((row, index) => {
        const part = best > 0 && row.score != null ? Math.max(0, row.score / best) : 0;
        return (
          <li
            // A place is drawn once, whoever stands there: moving fifty rows would build them anew.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            data-flip={keyOf(row, index)}
            data-mine={row.mine || undefined}
          >
            <div className="leaderboard-row">
              <span className="leaderboard-place">
                <span className="aside">{t("leaderboard.place", { place: row.place })}</span>
                <b aria-hidden="true">{row.place}</b>
                {row.tied && <small>{t("leaderboard.tied")}</small>}
              </span>
              {row.name == null ? (
                <span className="leaderboard-nobody">{t("leaderboard.unnamed")}</span>
              ) : (
                <Person
                  name={row.name}
                  to={row.open && row.member_id != null ? paths.member(row.member_id) : undefined}
                  hint={row.mine ? t("leaderboard.me", { tier: row.tier ?? "" }) : row.tier}
                />
              )}
              <Number row={row} measure={measure} onWhy={onWhy} />
              {compared && <Change by={row.before == null ? null : row.before - row.place} />}
              <i className="leaderboard-part" style={{ transform: `scaleX(${part})` }} />
            </div>
          </li>
        );
      })}
    </ol>
  );
});
