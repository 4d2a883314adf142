import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../parts/Avatar";
import { useFlip } from "../../parts/flip";
import type { Unit, Wall } from "../ask";
import { wonWords } from "../words";
import { scoreText } from "../unit";
import { celebrate } from "../../parts/celebrate";
import { placeAt, shownAt, since } from "../ceremony/stage";

type Running = NonNullable<Wall["ceremony"]>;
const most = 10;
/** Gold, silver, bronze. */
const medals = 3;

/** 揭榜: from the last place up, each finds where they belong. */
export function Ceremony({ ceremony, unit }: { ceremony: Running; unit: Unit }) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const { step, list: all } = ceremony;
  const start = shownAt(all.length, step?.to, most);
  const rows = all.slice(start, start + most);
  useFlip(list, rows.map((row, at) => row.name ?? start + at).join());
  const won = step?.is_final && step.place === 1;
  const champion = won ? step.name : undefined;
  // The confetti is drawn beside React.
  useEffect(() => {
    if (champion) void celebrate();
  }, [champion]);
  return (
    <div className="wall-ceremony">
      <ol className="wall-board" ref={list} aria-label={t("contest.board.title")}>
        {rows.map((row, index) => {
          const at = start + index;
          return (
            <li
              key={at}
              data-flip={row.name ?? `at${at}`}
              data-now={row.name === step?.name || undefined}
              data-revealed={row.revealed || undefined}
            >
              <b className="wall-place">{placeAt(all, at, step)}</b>
              <Avatar name={row.name ?? "·"} member={row.member_id} size={64} />
              <span className="wall-name">{row.name ?? t("contest.unnamed")}</span>
              <span className="wall-score number">
                {row.revealed
                  ? row.score != null && scoreText(unit, row.score)
                  : t("contest.wall.sealed")}
              </span>
            </li>
          );
        })}
      </ol>
      {step?.is_final && step.prizes.length > 0 && (
        <section className="wall-honour" data-first={won || undefined} key={step.name}>
          <Avatar name={step.name} member={step.member_id} size={won ? 240 : 160} />
          <p>
            {step.place <= medals && (
              <span className="wall-medal" data-medal={step.place}>
                {t(`contest.ceremony.medal.${step.place as 1 | 2 | 3}`)}
              </span>
            )}
            {t("contest.place", { place: step.place })}
          </p>
          <b>{step.name || t("contest.unnamed")}</b>
          {step.score != null && <span className="number">{scoreText(unit, step.score)}</span>}
          <span className="wall-won">
            {step.prizes.map((prize) => wonWords(t, prize)).join(t("contest.words.comma"))}
          </span>
          {since(t, step, unit).map((line) => (
            <span className="wall-since" key={line}>
              {line}
            </span>
          ))}
        </section>
      )}
    </div>
  );
}
