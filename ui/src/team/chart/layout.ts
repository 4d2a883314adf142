// Where each opened person stands on the map: a tidy tree from left to right.
import { hierarchy, tree } from "d3-hierarchy";
import type { ChartNode } from "../pages";
import type { Row } from "./outline";

export const box = { width: 184, height: 56, across: 232, down: 68 };

export type Spot = {
  node: ChartNode;
  x: number;
  y: number;
  open: boolean;
  above: Spot | undefined;
};

type Part = { spot?: { node: ChartNode; open: boolean }; below: Part[] };

/** Spots of all people in the rows, each after the one above. */
export function layout(rows: readonly Row[]): Spot[] {
  const root: Part = { below: [] };
  const parts: Part[] = [];
  rows.forEach((row, index) => {
    if (row.kind !== "person") return;
    const part: Part = { spot: { node: row.node, open: row.open }, below: [] };
    parts[index] = part;
    (parts[row.above] ?? root).below.push(part);
  });
  const laid = tree<Part>()
    .nodeSize([box.down, box.across])
    .separation((a, b) => (a.parent === b.parent ? 1 : 1.25))(
    hierarchy(root, (part) => part.below),
  );
  const spots = new Map<Part, Spot>();
  laid.each((point) => {
    const { spot } = point.data;
    if (!spot) return;
    const above = point.parent ? spots.get(point.parent.data) : undefined;
    spots.set(point.data, { ...spot, x: point.y - box.across, y: point.x, above });
  });
  return [...spots.values()];
}

/** Who stands at a point of the map. */
export function spotAt(spots: readonly Spot[], x: number, y: number): Spot | undefined {
  return spots.find(
    (spot) =>
      x >= spot.x &&
      x <= spot.x + box.width &&
      y >= spot.y - box.height / 2 &&
      y <= spot.y + box.height / 2,
  );
}

/** What of the map is in view: `k` pixels a unit, and where its origin lies. */
export type Lens = { x: number; y: number; k: number };

export const lensMin = 0.15;
export const lensMax = 2;

/** Nearer or farther, with the point under the cursor staying where it is. */
export function zoomed(lens: Lens, by: number, px: number, py: number): Lens {
  const k = Math.min(lensMax, Math.max(lensMin, lens.k * by));
  const ratio = k / lens.k;
  return { k, x: px - (px - lens.x) * ratio, y: py - (py - lens.y) * ratio };
}

/** The lens that shows everything, never nearer than life size. */
export function fitted(spots: readonly Spot[], width: number, height: number): Lens {
  if (spots.length === 0) return { x: 24, y: height / 2, k: 1 };
  const left = Math.min(...spots.map(({ x }) => x));
  const right = Math.max(...spots.map(({ x }) => x + box.width));
  const top = Math.min(...spots.map(({ y }) => y - box.height / 2));
  const foot = Math.max(...spots.map(({ y }) => y + box.height / 2));
  const room = 24;
  const k = Math.min(
    1,
    Math.max(lensMin, (width - 2 * room) / (right - left), 0),
    Math.max(lensMin, (height - 2 * room) / (foot - top)),
  );
  return { k, x: room - left * k, y: height / 2 - ((top + foot) / 2) * k };
}
