import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Course, Kind } from "../ask";
import { roundsOf } from "../rounds";
import { scoreText } from "../unit";

type Pair = Course["bracket"][number][number];
type Someone = NonNullable<Pair["first"]>;
type BracketProps = {
  course: Course;
  kind: Extract<Kind, { is: "bracket" }>;
  /** This one alone. */
  round?: number;
};

/** What a round of a knock-out is called: by how many pairs meet in it. */
export function roundName(t: TFunction, size: number, round: number): string {
  const pairs = size / 2 ** (round + 1);
  if (pairs <= 1) return t("contest.rounds.final");
  return pairs === 2 ? t("contest.rounds.semi") : t("contest.rounds.of", { pairs, of: pairs * 2 });
}

const nobody: Pair = { first: null, second: null, winner: null };

/** The tree of a knock-out, rounds side by side. */
export function Bracket({ course, kind, round }: BracketProps) {
  const { t } = useTranslation();
  const rounds = Array.from({ length: roundsOf(kind.size) }, (_, at) => at);
  const pairsOf = (at: number) =>
    course.bracket[at] ?? Array.from({ length: kind.size / 2 ** (at + 1) }, () => nobody);
  return (
    <div className="contest-bracket" data-one={round !== undefined || undefined}>
      {rounds
        .filter((at) => round === undefined || at === round)
        .map((at) => (
          <section key={at} aria-label={roundName(t, kind.size, at)}>
            <h3>{roundName(t, kind.size, at)}</h3>
            <ol>
              {pairsOf(at).map((pair, nth) => (
                // A pair is known by its place in the tree.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={nth}>
                  <Side who={pair.first} pair={pair} side={1} unit={course.amount_unit} />
                  <Side who={pair.second} pair={pair} side={2} unit={course.amount_unit} />
                </li>
              ))}
            </ol>
          </section>
        ))}
    </div>
  );
}

type SideProps = {
  who: Someone | null | undefined;
  pair: Pair;
  side: 1 | 2;
  unit: Course["amount_unit"];
};

function Side({ who, pair, side, unit }: SideProps) {
  const { t } = useTranslation();
  const other = side === 1 ? pair.second : pair.first;
  const won = pair.winner === side;
  const lost = pair.winner != null && !won;
  if (!who)
    return (
      <p className="contest-side-open">{t(other ? "contest.rounds.bye" : "contest.rounds.open")}</p>
    );
  return (
    <p data-won={won || undefined} data-lost={lost || undefined} data-mine={who.mine || undefined}>
      <span>{who.name ?? t("contest.unnamed")}</span>
      {won && <span className="aside">{t("contest.rounds.goesOn")}</span>}
      <b>{who.score == null ? "–" : scoreText(unit, who.score)}</b>
    </p>
  );
}
