import { dayStart } from "../parts/format";
import { expect, test } from "vitest";
import { cutsOf, freshRounds, recut, roundsOf, spansOf } from "./rounds";

const team = { zone: "Asia/Shanghai", day_shift_minutes: 240 };
const span = { start: dayStart(team, "2026-11-02"), end: dayStart(team, "2026-11-30") };
const day = (text: string) => dayStart(team, text);

test("four weeks make four rounds of a week", () => {
  expect(cutsOf(team, span, 4)).toEqual([day("2026-11-09"), day("2026-11-16"), day("2026-11-23")]);
  const rounds = spansOf(span, { cuts: cutsOf(team, span, 4) });
  expect(rounds.map(({ start }) => start)[3]).toBe(day("2026-11-23"));
  expect(rounds.at(-1)?.end).toBe(span.end);
});

test("rounds that no whole days fit into are equal in time", () => {
  const short = { start: span.start, end: span.start + 12 * 3_600_000 };
  expect(cutsOf(team, short, 3)).toEqual([4, 8].map((h) => span.start + h * 3_600_000));
});

test("a knock-out of sixteen takes four rounds, and keeps them when it is moved", () => {
  expect([4, 8, 16, 32, 64].map(roundsOf)).toEqual([2, 3, 4, 5, 6]);
  const kind = freshRounds("bracket", team, span);
  const moved = { start: day("2026-12-01"), end: day("2026-12-05") };
  expect(recut(kind, team, moved)).toMatchObject({
    cuts: ["2026-12-02", "2026-12-03", "2026-12-04"].map(day),
  });
  expect(recut({ is: "ranking" }, team, moved)).toEqual({ is: "ranking" });
});
