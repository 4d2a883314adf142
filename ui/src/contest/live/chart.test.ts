import { expect, test } from "vitest";
import { linesOf, ticksOf } from "./chart";

const size = { width: 100, height: 50 };

test("ticks are round, begin at zero and reach above the highest", () => {
  expect(ticksOf(1234)).toEqual([0, 500, 1000, 1500]);
  expect(ticksOf(0)).toEqual([0]);
  expect(ticksOf(3)).toEqual([0, 1, 2, 3]);
  expect(ticksOf(900, -300)).toEqual([-500, 0, 500, 1000]);
});

test("a line goes from the first day to the last, and a day without a score breaks it", () => {
  const series = [
    { name: "a", mine: false, scores: [0, 5, 10] },
    { name: "b", mine: true, scores: [null, 10, null] },
    { name: "c", mine: false, scores: [null, null, null] },
  ];
  const [a, b, c] = linesOf(series, 3, [0, 10], size);
  expect(a).toEqual({ d: "M0 50h0L50 25L100 0", end: { x: 100, y: 0 } });
  expect(b).toEqual({ d: "M50 0h0", end: { x: 50, y: 0 } });
  expect(c).toEqual({ d: "", end: undefined });
});
