import { expect, test } from "vitest";
import { holdMillis, placeAt, type Step, shownAt, stage } from "./stage";

const step = (name: string, place: number, is_final: boolean): Step =>
  ({ name, from: place, to: place - 1, place, is_final, prizes: [] }) as unknown as Step;
const steps = [step("c", 3, true), step("b", 1, false), step("a", 2, true), step("b", 1, true)];

test("a ceremony counts who has found their place", () => {
  expect(stage(steps, 0)).toMatchObject({ now: undefined, next: steps[0], placed: 0, of: 3 });
  expect(stage(steps, 2)).toMatchObject({ now: steps[1], next: steps[2], placed: 1 });
  expect(stage(steps, 4)).toMatchObject({ now: steps[3], next: undefined, placed: 3 });
});

test("the list begins at its end, follows the step, and never leaves the screen", () => {
  expect(shownAt(40, undefined, 10)).toBe(30);
  expect(shownAt(40, 39, 10)).toBe(30);
  expect(shownAt(40, 20, 10)).toBe(14);
  expect(shownAt(40, 0, 10)).toBe(0);
  expect(shownAt(4, 2, 10)).toBe(0);
});

test("the first three are held twice as long", () => {
  expect([steps[1], steps[3], undefined].map((one) => holdMillis(one, 1000))).toEqual([
    1000, 2000, 1000,
  ]);
});

test("a place is shown from where the ceremony is downwards, equal scores share one", () => {
  const list = [90, 80, 70, 60, 60, 50].map((score) => ({ score }));
  const now = { to: 2, is_final: true, place: 3 };
  expect(list.map((_, at) => placeAt(list, at, now))).toEqual([undefined, undefined, 3, 4, 4, 6]);
  const moving = { ...now, is_final: false };
  expect(placeAt(list, 2, moving)).toBeUndefined();
  expect(placeAt(list, 0, null)).toBeUndefined();
  const tie = { to: 3, is_final: true, place: 4 };
  expect(placeAt(list, 4, tie)).toBe(4);
});
