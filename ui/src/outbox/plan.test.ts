import { expect, test } from "vitest";
import { clock, times } from "./plan";

test("a time of day is chosen from every quarter of an hour", () => {
  expect(times(0).map(clock).slice(0, 3)).toEqual(["00:00", "00:15", "00:30"]);
  expect(times(0).map(clock).at(-1)).toBe("23:45");
  expect(times(0)).toHaveLength(96);
});

test("a time that was chosen otherwise is not lost", () => {
  expect(times(21 * 60 + 5).map(clock)).toContain("21:05");
  expect(times(21 * 60 + 5)).toHaveLength(97);
});
