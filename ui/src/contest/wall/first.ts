import type { Wall } from "../ask";

export type First = { name: string; member?: number | null | undefined; score: number };
export type News = First & { of: "first" | "record" };

/** Who is first alone, while it counts and is seen; a shared first place was taken by nobody. */
export function firstOf({ rows, state }: Pick<Wall, "rows" | "state">): First | undefined {
  const first = rows[0];
  if (state !== "running" || !first || first.tied) return undefined;
  if (first.name == null || first.score == null) return undefined;
  return { name: first.name, member: first.member_id, score: first.score };
}

/** What is news beside what was known: who took the first place, whose order is larger than any before. */
export function newsOf(before: Known, now: Known): News | undefined {
  const { first, record } = now;
  if (first && before.first && before.first.name !== first.name) return { of: "first", ...first };
  if (record?.name != null && before.record && record.fen > before.record.fen)
    return { of: "record", name: record.name, member: record.member_id, score: record.fen };
  return undefined;
}

export type Known = { first?: First; record?: Wall["record"] };

/** What of a wall can become news. */
export const knownOf = (wall: Wall): Known => ({
  first: firstOf(wall),
  record: wall.state === "running" ? wall.record : undefined,
});
