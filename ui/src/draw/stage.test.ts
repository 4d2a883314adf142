import { expect, test } from "vitest";
import type { Draw } from "./ask";
import { digitsOf, scenesOf } from "./stage";

const share = (count: number) => ({ name: "x", count, worth_fen: 100 });

test("a few are drawn one by one, many a screenful at a time", () => {
  const counts = [10, 3, 1];
  const plan = { prizes: counts.map(share) } as Draw["plan"];
  const winners = counts.flatMap((count, prize) =>
    Array.from({ length: count }, (_, at) => ({
      number: prize * 100 + at,
      ticket: at + 1,
      prize,
      mine: false,
    })),
  ) as Draw["winners"];
  const scenes = scenesOf({ plan, winners });
  expect(scenes.map(({ prize, from, winners }) => [prize, from, winners.length])).toEqual([
    [0, 0, 8],
    [0, 8, 2],
    [1, 0, 1],
    [1, 1, 1],
    [1, 2, 1],
    [2, 0, 1],
  ]);
  expect(scenesOf({ plan, winners: [] })).toEqual([]);
});

test("reels are as many as the highest ticket has digits", () => {
  expect(digitsOf(7, 1200)).toEqual([0, 0, 0, 7]);
});
