import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { check, isRight, recompute } from "./recompute";

const digest = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");
const shown = {
  seed: "07".repeat(32),
  roster: "1-2 3\n3-3 5\n4-7 9\n",
  rule: JSON.stringify({ prizes: [{ count: 1 }, { count: 1 }], wins_again: false }),
  public: "",
  absent: [] as number[],
};
const rule = (count: number, wins_again = false) =>
  JSON.stringify({ prizes: [{ count }], wins_again });
const published = {
  roster_hash: digest(shown.roster),
  rule_hash: digest(shown.rule),
  seed_hash: digest(Buffer.from(shown.seed, "hex")),
  mine: { code: "5", first: 3, count: 1 },
  winners: recompute(shown)
    .filter(({ prize }) => prize !== undefined)
    .map(({ number, ticket, prize = -1 }) => ({ number, ticket, prize })),
};

test("the winners are those of every other program", () => {
  // The same draw as in the server's tests, computed with Python's hashlib.
  const prizes = [{ count: 1 }, { count: 1 }];
  expect(recompute({ ...shown, rule: "rule" }, { prizes, wins_again: false })).toEqual([
    { number: 0, ticket: 6, code: "9", prize: 0 },
    { number: 1, ticket: 3, code: "5", prize: 1 },
  ]);
  expect(isRight(check(published, shown))).toBe(true);
});

test("who was absent is passed over, and the sequence goes on", () => {
  const all = recompute(shown);
  const lots = recompute({ ...shown, absent: [all[0]?.number ?? 0] });
  expect(lots[0]).toEqual({ ...all[0], prize: undefined });
  const won = lots.filter(({ prize }) => prize !== undefined);
  expect(won).toHaveLength(2);
  expect(won.map(({ code }) => code)).not.toContain(all[0]?.code);
  // Nobody else's prize became another.
  const second = all.find(({ prize }) => prize === 1);
  expect(won[0]).toEqual(second);
  expect(won[1]?.prize).toBe(0);
});

test("with fewer people than prizes it ends", () => {
  const lots = recompute({ ...shown, rule: rule(9) });
  expect(lots.filter(({ prize }) => prize !== undefined)).toHaveLength(3);
  const again = recompute({ ...shown, rule: rule(9, true) });
  expect(again.map(({ prize }) => prize)).toEqual(Array(9).fill(0));
  expect(recompute({ ...shown, roster: "" })).toEqual([]);
  expect(recompute({ ...shown, rule: "no rule" })).toEqual([]);
});

test("whatever was changed shows", () => {
  const of = (change: object, draw: object = {}) =>
    check({ ...published, ...draw }, { ...shown, ...change });
  expect(of({ roster: "1-2 3\n3-3 6\n4-7 9\n" })).toMatchObject({ roster: false, mine: false });
  expect(of({ rule: rule(2) })).toMatchObject({ rule: false, seed: true });
  expect(of({ seed: "08".repeat(32) })).toMatchObject({ seed: false, roster: true });
  const [first, second] = published.winners;
  const other = of({}, { winners: [{ ...first, ticket: 5000 }, second] });
  expect(other.winners.map(({ right }) => right)).toEqual([false, true]);
  const fewer = of({}, { winners: [first] });
  expect([fewer.all, isRight(fewer)]).toEqual([false, false]);
});
