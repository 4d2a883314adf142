import { expect, test } from "vitest";
import { initials } from "./Avatar";
import { wholePeriod } from "./period";

test("a range has both days, in order; half a range is the month", () => {
  expect(wholePeriod({ period: "week", from: "2026-01-01" })).toEqual({ period: "week" });
  expect(wholePeriod({ period: "range", from: "2026-02-01" })).toEqual({ period: "month" });
  expect(wholePeriod({ period: "range", from: "2026-02-01", to: "later" })).toEqual({
    period: "month",
  });
  expect(wholePeriod({ period: "range", from: "2026-02-03", to: "2026-02-01" })).toEqual({
    period: "range",
    from: "2026-02-01",
    to: "2026-02-03",
  });
});

test.each([
  ["林晚秋", "晚秋"],
  ["𠮷田", "𠮷田"],
  ["王芳(二店)", "二店"],
  ["Grace Hopper", "GH"],
  ["leo", "L"],
  ["", ""],
])("the seal of %s says %s", (name, seal) => {
  expect(initials(name)).toBe(seal);
});
