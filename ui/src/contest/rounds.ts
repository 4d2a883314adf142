// Rounds of a contest: when they change, and what kinds of rounds begin with.
import { businessDay, type TeamDays, dayStart } from "../parts/format";
import type { Kind, Rule } from "./ask";

export type Rounds = Extract<Kind, { cuts: number[] }>;
type Span = Pick<Rule, "start" | "end">;

const dayMillis = 86_400_000;
const weekDays = 7;

export const hasRounds = (kind: Kind): kind is Rounds => "cuts" in kind;

/** Kinds in which who is in it, and where, stands from the start on. */
export const isFormed = ({ is }: Kind): boolean => is === "bracket" || is === "leagues";

/** How many rounds it takes until one of so many is left. */
export const roundsOf = (size: number): number => Math.round(Math.log2(size));

const plus = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMillis).toISOString().slice(0, 10);

/** Equal rounds, in whole business days where there are enough of them. */
export function cutsOf(team: TeamDays, { start, end }: Span, rounds: number): number[] {
  const first = businessDay(team, start);
  const next = businessDay(team, end);
  const days = Math.round((Date.parse(next) - Date.parse(first)) / dayMillis);
  return Array.from({ length: rounds - 1 }, (_, at) =>
    days < rounds
      ? Math.round(start + ((end - start) * (at + 1)) / rounds)
      : dayStart(team, plus(first, Math.round((days * (at + 1)) / rounds))),
  );
}

/** From when to when each round goes. */
export function spansOf({ start, end }: Span, { cuts }: Pick<Rounds, "cuts">): Span[] {
  const starts = [start, ...cuts];
  return starts.map((from, at) => ({ start: from, end: starts[at + 1] ?? end }));
}

/** As many weeks as there are, at least two. */
const weeks = ({ start, end }: Span) =>
  Math.min(53, Math.max(2, Math.round((end - start) / (weekDays * dayMillis))));

/** A kind of rounds with numbers that make sense. */
export function freshRounds(is: Rounds["is"], team: TeamDays, span: Span): Rounds {
  if (is === "bracket")
    return { is, size: 16, drawn: false, recent_days: 30, cuts: cutsOf(team, span, 4) };
  const cuts = cutsOf(team, span, weeks(span));
  if (is === "leagues") return { is, size: 20, moves: 3, recent_days: 30, cuts };
  return { is, points: [10, 8, 6, 5, 4, 3, 2, 1], finalists: 8, final_times: 2, cuts };
}

/** The same kind in another time: as many rounds, cut anew. */
export const recut = (kind: Kind, team: TeamDays, span: Span): Kind =>
  hasRounds(kind) ? { ...kind, cuts: cutsOf(team, span, kind.cuts.length + 1) } : kind;
