import type { Duel } from "../ask";

export type Sorted = {
  /** Mine that waits or is fought: it comes first. */
  own: Duel[];
  fights: Duel[];
  /** Others' open challenges, which only who runs it is shown. */
  open: Duel[];
  closed: Duel[];
};

/** What a reader looks for first, first. */
export function sorted(duels: readonly Duel[]): Sorted {
  const all: Sorted = { own: [], fights: [], open: [], closed: [] };
  for (const duel of duels) {
    const { mine, state } = duel;
    if (state !== "waiting" && state !== "accepted") all.closed.unshift(duel);
    else if (mine) all.own.push(duel);
    else all[state === "accepted" ? "fights" : "open"].push(duel);
  }
  return all;
}

/** Who is ahead, by how much; nothing as long as either score is not shown. */
export function leads({ challenger, challenged }: Pick<Duel, "challenger" | "challenged">) {
  const [one, other] = [challenger.score, challenged.score];
  if (one == null || other == null) return undefined;
  if (one === other) return { by: 0, name: undefined };
  return { by: Math.abs(one - other), name: one > other ? challenger.name : challenged.name };
}

/** How much of both the challenger's is, 0 to 1: even until there is something to compare. */
export function part({ challenger, challenged }: Pick<Duel, "challenger" | "challenged">): number {
  const [one, other] = [Math.max(0, challenger.score ?? 0), Math.max(0, challenged.score ?? 0)];
  return one + other > 0 ? one / (one + other) : 0.5;
}
