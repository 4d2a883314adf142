import { expect, test } from "vitest";
import { firstOf } from "./first";
import { placed } from "./order";
import { scenesOf } from "./turn";

const row = {
  place: 1,
  tied: false,
  lead: 0,
  mine: false,
  open: false,
  prizes: [],
  name: "a",
  score: 5,
};

test("only who is first alone, named, with a score, while it counts, can take the first place", () => {
  const of = (change: object, state: "running" | "frozen" = "running") =>
    firstOf({ state, rows: [{ ...row, ...change }] });
  expect(of({})).toEqual({ name: "a", score: 5 });
  expect(of({ tied: true })).toBeUndefined();
  expect(of({ name: null })).toBeUndefined();
  expect(of({}, "frozen")).toBeUndefined();
  expect(firstOf({ state: "running", rows: [] })).toBeUndefined();
});

test("the wall turns only what there is to show", () => {
  const feed = [{ day: "2026-11-01", name: "a", over: "b", place: 1 }];
  expect(scenesOf({ rows: [], feed: [] })).toEqual(["prizes"]);
  expect(scenesOf({ rows: [row], feed })).toEqual(["board", "prizes", "feed"]);
});

test("an overtake moves rows and reorders none; namesakes are two", () => {
  const of = (...names: (string | null)[]) => placed(names.map((name) => ({ ...row, name })));
  const keys = (all: ReturnType<typeof of>) => all.map(({ key }) => key);
  expect(keys(of("b", "a", "c"))).toEqual(keys(of("c", "b", "a")));
  expect(of("b", "a").map(({ at }) => at)).toEqual([1, 0]);
  expect(new Set(keys(of("a", "a", null, null))).size).toBe(4);
});
