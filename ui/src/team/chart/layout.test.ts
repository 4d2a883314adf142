import { describe, expect, it } from "vitest";
import type { ChartNode } from "../pages";
import { box, fitted, layout, spotAt, zoomed } from "./layout";
import type { Row } from "./outline";

const person = (id: number, level: number, above: number): Row => ({
  kind: "person",
  node: { id, name: `M${id}`, people: 1, brought: 0, fen: 0, own_fen: 0, left: false } as ChartNode,
  level,
  place: 1,
  of: 1,
  open: false,
  above,
});
const rows = [person(1, 1, -1), person(2, 2, 0), person(3, 2, 0), person(4, 1, -1)];

describe("the map", () => {
  const spots = layout(rows);

  it("puts each level to the right of the one above, and nobody on another", () => {
    expect(spots.map(({ node, x }) => [node.id, x / box.across])).toEqual([
      [1, 0],
      [4, 0],
      [2, 1],
      [3, 1],
    ]);
    for (const a of spots)
      for (const b of spots)
        if (a !== b && a.x === b.x) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(box.down);
  });

  it("finds who is under the cursor", () => {
    const three = spots.find(({ node }) => node.id === 3);
    expect(spotAt(spots, (three?.x ?? 0) + 5, three?.y ?? 0)?.node.id).toBe(3);
    expect(spotAt(spots, -50, 0)).toBeUndefined();
  });

  it("keeps the point under the cursor when it zooms, and everything in view when it fits", () => {
    const lens = zoomed({ x: 10, y: 20, k: 1 }, 1.5, 110, 120);
    expect([(110 - lens.x) / lens.k, (120 - lens.y) / lens.k]).toEqual([100, 100]);
    const fit = fitted(spots, 400, 300);
    for (const spot of spots) {
      expect(spot.x * fit.k + fit.x).toBeGreaterThanOrEqual(0);
      expect((spot.x + box.width) * fit.k + fit.x).toBeLessThanOrEqual(400);
    }
  });
});
