import { expect, test } from "vitest";
import { firstOf, newsOf } from "./first";
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

test("a record falls to a larger order, and what was there when the screen opened is no news", () => {
  const record = (fen: number, name: string | null = "b") => ({ record: { fen, name } });
  expect(newsOf({}, record(500))).toBeUndefined();
  expect(newsOf(record(500), record(400))).toBeUndefined();
  expect(newsOf(record(500), record(900, null))).toBeUndefined();
  const news = { of: "record", name: "b", score: 900 };
  expect(newsOf(record(500), record(900))).toEqual(news);
  const first = (name: string) => ({ first: { name, score: 7 } });
  expect(newsOf({ ...first("a"), ...record(500) }, { ...first("b"), ...record(900) })).toEqual({
    of: "first",
    name: "b",
    score: 7,
  });
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
