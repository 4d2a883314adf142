// Where a ceremony is: which step is shown, which comes, how far it has got.
import type { TFunction } from "i18next";
import type { Ceremony, Unit } from "../ask";
import { scoreText } from "../unit";

export type Step = Ceremony["steps"][number];

/** The first row that is shown, so that the one the step is about is seen with who is still above. */
export function shownAt(rows: number, focus: number | undefined, most: number): number {
  const last = Math.max(0, rows - most);
  // Before the first step the end of the list is shown, where it begins.
  if (focus === undefined) return last;
  return Math.min(last, Math.max(0, focus - Math.floor(most * 0.6)));
}

/**
 * The place to show for a row: from where the ceremony is downwards nobody moves any more. Equal scores
 * share a place.
 */
export function placeAt(
  list: readonly { score?: number | null }[],
  at: number,
  step: Pick<Step, "to" | "is_final" | "place"> | null | undefined,
): number | undefined {
  if (!step || at < step.to || (at === step.to && !step.is_final)) return undefined;
  if (at === step.to) return step.place;
  let first = at;
  while (first > step.to && list[first - 1]?.score === list[at]?.score) first -= 1;
  return first === step.to ? step.place : first + 1;
}

/** After `at` steps: what was just shown, what comes, how many have found their place. */
export function stage(steps: readonly Step[], at: number) {
  const now = steps[at - 1];
  const next = steps[at];
  const placed = steps.slice(0, at).filter(({ is_final }) => is_final).length;
  return { now, next, placed, of: steps.filter(({ is_final }) => is_final).length };
}

/** A step is held longer the higher the place: the first three are what people came for. */
export const holdMillis = (step: Step | undefined, base: number): number =>
  step?.is_final && step.place <= 3 ? base * 2 : base;

/** What somebody did behind the freeze, to be called out beside their place. */
export function since(t: TFunction, step: Step, unit: Unit): string[] {
  const { climbed, gained } = step;
  return [
    gained != null && t("contest.ceremony.gained", { more: scoreText(unit, gained) }),
    climbed != null && climbed > 0 && t("contest.ceremony.climbed", { count: climbed }),
  ].filter((one): one is string => Boolean(one));
}
