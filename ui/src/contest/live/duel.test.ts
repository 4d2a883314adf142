import { expect, test } from "vitest";
import type { Duel } from "../ask";
import { leads, part, sorted } from "./duel";

const who = (name: string | null, score: number | null) => ({ name, score, mine: false });
const duel = (id: number, change: Partial<Duel> = {}): Duel => ({
  id,
  challenger: who("a", 30),
  challenged: who("b", 10),
  state: "accepted",
  until: 0,
  mine: false,
  may: [],
  ...change,
});

test("mine comes first, then who fights, then what only waits, and last what came to nothing", () => {
  const all = sorted([
    duel(1, { state: "declined", mine: true }),
    duel(2),
    duel(3, { state: "waiting" }),
    duel(4, { state: "waiting", mine: true }),
    duel(5, { state: "timed_out" }),
  ]);
  const ids = Object.values(all).map((some) => some.map(({ id }) => id));
  expect(ids).toEqual([[4], [2], [3], [5, 1]]);
});

test("who leads is said only when both scores are shown", () => {
  expect(leads(duel(1))).toEqual({ by: 20, name: "a" });
  expect(leads(duel(1, { challenged: who("b", 30) }))).toEqual({ by: 0, name: undefined });
  expect(leads(duel(1, { challenged: who("b", null) }))).toBeUndefined();
  expect(leads(duel(1, { challenger: who(null, 5) }))).toEqual({ by: 5, name: "b" });
});

test("the bar is even before anybody sold, and no debt turns it over", () => {
  expect(part(duel(1))).toBe(0.75);
  expect(part(duel(1, { challenger: who("a", null), challenged: who("b", null) }))).toBe(0.5);
  expect(part(duel(1, { challenger: who("a", -5) }))).toBe(0);
});
