import { expect, it } from "vitest";
import { daysOf } from "./days";

it("shows sales up to the day the chart is as of", () => {
  const of = (period: "month" | "quarter" | "year") => daysOf({ period }, "2026-11-22").first;
  expect([of("month"), of("quarter"), of("year")]).toEqual([
    "2026-11-01",
    "2026-10-01",
    "2026-01-01",
  ]);
  expect(daysOf({ period: "range", from: "2026-01-05", to: "2026-02-05" }, "2026-11-22")).toEqual({
    first: "2026-01-05",
    last: "2026-02-05",
  });
});
