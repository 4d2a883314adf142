import type { Wall } from "../ask";

type Row = Wall["rows"][number];
export type Placed = { key: string; at: number; row: Row };

/**
 * Who stands where, in an order that no overtake changes: the page keeps each person's row and only
 * moves it. Namesakes are told apart by which of them is ahead.
 */
export function placed(rows: readonly Row[]): Placed[] {
  const times = new Map<string, number>();
  const all = rows.map((row, at): Placed => {
    const name = row.name ?? "";
    const nth = (times.get(name) ?? 0) + 1;
    times.set(name, nth);
    return { key: `${name}.${nth}`, at, row };
  });
  return all.sort((a, b) => (a.key < b.key ? -1 : 1));
}
