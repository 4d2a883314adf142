import { expect, test } from "vitest";
import { rateText } from "./rate";

test("a rate is written without needless zeros", () => {
  expect([10_000, 12_000, 5, 0, 15_050].map(rateText)).toEqual([
    "1",
    "1.2",
    "0.0005",
    "0",
    "1.505",
  ]);
});
