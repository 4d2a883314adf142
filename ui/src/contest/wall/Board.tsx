import { type CSSProperties, memo } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../parts/Avatar";
import type { Wall } from "../ask";
import { scoreText } from "../unit";
import { leadWords } from "../words";
import { type Placed, placed } from "./order";

const column = 10;
const spot = (at: number) =>
  ({ "--at": at, "--x": Math.floor(at / column), "--y": at % column }) as CSSProperties;

/**
 * The first twenty, in two columns of ten. The places stand still, and who passes another glides past
 * them: a row that is moved, and not written anew, is what a screen without a graphics card can draw in
 * time.
 */
export function Board({ wall }: { wall: Wall }) {
  const { t } = useTranslation();
  const { rows, rule, unit } = wall;
  const best = rows[0]?.score ?? 0;
  const text = (score: number | null | undefined) => (score == null ? "" : scoreText(unit, score));
  const part = (score: number | null | undefined) =>
    best > 0 && score != null ? Math.max(0, Math.min(1, score / best)) : 0;
  return (
    <div className="wall-ranks" data-two={rows.length > column || undefined}>
      <div aria-hidden="true">
        {rows.map(({ place }, at) => (
          // A place is drawn once, whoever stands there.
          // oxlint-disable-next-line react/no-array-index-key
          <b className="wall-place" data-place={place} key={at} style={spot(at)}>
            {place}
          </b>
        ))}
      </div>
      <ul aria-label={t("contest.board.title")}>
        {placed(rows).map(({ key, at, row }: Placed) => (
          <li className="wall-person" key={key} style={spot(at)}>
            <span className="aside">{t("contest.place", { place: row.place })}</span>
            <Person
              name={row.name ?? null}
              lead={leadWords(t, rule.kind, row)}
              member={row.member_id}
              score={text(row.score)}
              part={part(row.score)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

type PersonProps = {
  name: string | null;
  member: number | null | undefined;
  lead?: string;
  score: string;
  part: number;
};

const Person = memo(function Person({ name, member, lead, score, part }: PersonProps) {
  const { t } = useTranslation();
  return (
    <>
      <Avatar name={name ?? "·"} member={member} size={64} />
      <span className="wall-name">
        {name ?? t("contest.unnamed")}
        {lead && <small>{lead}</small>}
      </span>
      <span className="wall-score number">{score}</span>
      <i style={{ transform: `scaleX(${part})` }} />
    </>
  );
});
