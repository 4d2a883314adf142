import type { Wall } from "../ask";

export type First = { name: string; score: number };

/** Who is first alone, while it counts and is seen; a shared first place was taken by nobody. */
export function firstOf({ rows, state }: Pick<Wall, "rows" | "state">): First | undefined {
  const first = rows[0];
  if (state !== "running" || !first || first.tied) return undefined;
  if (first.name == null || first.score == null) return undefined;
  return { name: first.name, score: first.score };
}
