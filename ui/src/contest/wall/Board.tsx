import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../parts/Avatar";
import { useFlip } from "../../parts/flip";
import type { Wall } from "../ask";
import { scoreText } from "../unit";

const most = 10;

/** The first ten. Who passes another glides past. */
export function Board({ wall }: { wall: Wall }) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const rows = wall.rows.slice(0, most);
  const key = (row: Wall["rows"][number], at: number) => row.name ?? `place${at}`;
  useFlip(list, rows.map(key).join());
  const best = rows[0]?.score ?? 0;
  return (
    <ol className="wall-board" ref={list} aria-label={t("contest.board.title")}>
      {rows.map((row, at) => (
        <li
          // A place is drawn once, whoever stands there.
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          data-flip={key(row, at)}
          data-place={row.place}
        >
          <b className="wall-place">{row.place}</b>
          <Avatar name={row.name ?? "·"} size={64} />
          <span className="wall-name">{row.name ?? t("contest.unnamed")}</span>
          <span className="wall-score number">
            {row.score == null ? "" : scoreText(wall.unit, row.score)}
          </span>
          <i
            style={{
              transform: `scaleX(${best > 0 && row.score != null ? Math.max(0, Math.min(1, row.score / best)) : 0})`,
            }}
          />
        </li>
      ))}
    </ol>
  );
}
