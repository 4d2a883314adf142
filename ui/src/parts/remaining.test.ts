import { expect, test } from "vitest";
import { remaining } from "./remaining";

test("a countdown shows days, hours, minutes and seconds, and ends at zero", () => {
  expect(remaining(90_061_000)).toEqual({ days: 1, clock: "01:01:01" });
  expect(remaining(1)).toEqual({ days: 0, clock: "00:00:01" });
  expect(remaining(-5)).toEqual({ days: 0, clock: "00:00:00" });
});
