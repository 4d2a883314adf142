import { describe, expect, it } from "vitest";
import type { Branch, ChartNode } from "../pages";
import { deedOf, type Row, rowsOf } from "./outline";

const node = (id: number, brought = 0): ChartNode => ({
  id,
  name: `M${id}`,
  people: 1 + brought,
  brought,
  fen: 0,
  own_fen: 0,
  left: false,
});
const branch = (people: ChartNode[], total = people.length): Branch => ({
  total,
  people,
  pending: false,
});
const said = (rows: Row[]) =>
  rows.map((row) =>
    row.kind === "person"
      ? `${"  ".repeat(row.level - 1)}${row.open ? "-" : "+"}${row.node.id} ${row.place}/${row.of}`
      : `${"  ".repeat(row.level - 1)}${row.kind} ${row.kind === "more" ? row.rest : ""}`.trimEnd(),
  );

const branches = new Map([
  [0, branch([node(1, 3)])],
  [1, branch([node(2, 1), node(3)], 5)],
]);

describe("the outline", () => {
  it("lays opened branches out below each other and says what is still on the server", () => {
    expect(said(rowsOf(branches, new Set([1, 2]), new Map()))).toEqual([
      "-1 1/1",
      "  -2 1/5",
      "    pending",
      "  +3 2/5",
      "  more 3",
    ]);
  });

  it("shows the way down to a hit whose page is not loaded, once", () => {
    const pinned = new Map([[1, [node(9), node(3)]]]);
    expect(said(rowsOf(branches, new Set([1]), pinned))).toEqual([
      "-1 1/1",
      "  +2 1/5",
      "  +3 2/5",
      "  +9 3/5",
      "  more 2",
    ]);
  });

  it("follows the keys of a tree", () => {
    const rows = rowsOf(branches, new Set([1]), new Map());
    expect(deedOf("ArrowRight", 0, rows)).toEqual({ go: 1 });
    expect(deedOf("ArrowRight", 1, rows)).toEqual({ open: 2 });
    expect(deedOf("ArrowRight", 2, rows)).toBeUndefined();
    expect(deedOf("ArrowLeft", 2, rows)).toEqual({ go: 0 });
    expect(deedOf("ArrowLeft", 0, rows)).toEqual({ close: 1 });
    expect(deedOf("End", 0, rows)).toEqual({ go: 3 });
    expect(deedOf("Enter", 3, rows)).toEqual({ enter: 3 });
    expect(deedOf("m", 1, rows)).toEqual({ move: 1 });
    expect(deedOf("x", 1, rows)).toBeUndefined();
  });
});
