import "./places.css";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFirst } from "./first";
import { useFlip } from "./flip";
import { Person } from "./Person";

export interface Placed {
  /** Who stands here, for gliding; a place without a name has one of its own. */
  key: string | number;
  place: number;
  tied: boolean;
  /** Null: someone whose name is not shown. */
  name: string | null;
  /** Who it is, for their photo. */
  member?: number | null;
  hint?: string | null;
  to?: string;
  mine: boolean;
  /** How much it is of the best, 0 to 1. */
  part: number;
  score: ReactNode;
  aside?: ReactNode;
}

/** Places in order. Rows that change places glide there. */
export function Places({ rows, label }: { rows: readonly Placed[]; label: string }) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const [begun, room] = useFirst(rows);
  useFlip(list, begun.map(({ key }) => key).join());
  return (
    <ol ref={list} className="places" style={room} aria-label={label}>
      {begun.map((row, index) => (
        <li
          // A place is drawn once, whoever stands there: moving fifty rows would build them anew.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          data-flip={row.key}
          data-mine={row.mine || undefined}
        >
          <div className="places-row">
            <span className="places-place">
              <span className="aside">{t("parts.places.place", { place: row.place })}</span>
              <b aria-hidden="true">{row.place}</b>
              {row.tied && <small>{t("parts.places.tied")}</small>}
            </span>
            {row.name == null ? (
              <span className="places-nobody">{t("parts.places.unnamed")}</span>
            ) : (
              <Person name={row.name} member={row.member} to={row.to} hint={row.hint} />
            )}
            <span className="places-score">{row.score}</span>
            {row.aside != null && <span className="places-aside">{row.aside}</span>}
            <i className="places-part" style={{ transform: `scaleX(${row.part})` }} />
          </div>
        </li>
      ))}
    </ol>
  );
}
