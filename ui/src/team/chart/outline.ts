// The opened part of the tree as a flat list of rows, and what each key does in it.
import type { Branch, ChartNode } from "../pages";

/** A row of the outline. */
export type Row =
  | {
      kind: "person";
      node: ChartNode;
      level: number;
      /** Place among those under the same sponsor, from 1, and how many they are. */
      place: number;
      of: number;
      open: boolean;
      /** The row it stands under, -1 at the top. */
      above: number;
    }
  | { kind: "more"; of: number; rest: number; level: number; above: number }
  | { kind: "pending"; of: number; level: number; above: number };

/** People shown under a sponsor though their page is not loaded: ways down to search hits. */
export type Pinned = ReadonlyMap<number, readonly ChartNode[]>;

export function rowsOf(
  branches: ReadonlyMap<number, Branch>,
  opened: ReadonlySet<number>,
  pinned: Pinned,
): Row[] {
  const rows: Row[] = [];
  const walk = (of: number, level: number, above: number) => {
    const branch = branches.get(of);
    const extra = pinned.get(of) ?? [];
    const loaded = branch?.people ?? [];
    const people = [...loaded, ...extra.filter((one) => !loaded.some(({ id }) => id === one.id))];
    const total = Math.max(branch?.total ?? 0, people.length);
    people.forEach((node, index) => {
      const open = node.brought > 0 && opened.has(node.id);
      rows.push({ kind: "person", node, level, place: index + 1, of: total, open, above });
      if (open) walk(node.id, level + 1, rows.length - 1);
    });
    const rest = total - people.length;
    if (!branch) rows.push({ kind: "pending", of, level, above });
    else if (rest > 0) rows.push({ kind: "more", of, rest, level, above });
  };
  walk(0, 1, -1);
  return rows;
}

/** What a key asks for in the outline. */
export type Deed =
  | { go: number }
  | { open: number }
  | { close: number }
  | { enter: number }
  | { move: number };

/** The tree pattern of the ARIA practices; `m` moves the branch under the cursor. */
export function deedOf(key: string, at: number, rows: readonly Row[]): Deed | undefined {
  const row = rows[at];
  switch (key) {
    case "ArrowDown":
      return { go: Math.min(at + 1, rows.length - 1) };
    case "ArrowUp":
      return { go: Math.max(at - 1, 0) };
    case "Home":
      return { go: 0 };
    case "End":
      return { go: rows.length - 1 };
    case "PageDown":
      return { go: Math.min(at + 10, rows.length - 1) };
    case "PageUp":
      return { go: Math.max(at - 10, 0) };
  }
  if (!row) return undefined;
  if (row.kind !== "person") {
    if (key === "ArrowLeft" && row.above >= 0) return { go: row.above };
    return row.kind === "more" && (key === "Enter" || key === " ") ? { enter: at } : undefined;
  }
  switch (key) {
    case "ArrowRight":
      if (row.node.brought === 0) return undefined;
      return row.open ? { go: at + 1 } : { open: row.node.id };
    case "ArrowLeft":
      if (row.open) return { close: row.node.id };
      return row.above >= 0 ? { go: row.above } : undefined;
    case "Enter":
    case " ":
      return { enter: at };
    case "m":
    case "M":
      return { move: at };
  }
  return undefined;
}
