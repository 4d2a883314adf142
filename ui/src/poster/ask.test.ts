import { expect, test } from "vitest";
import { kinds, pathOf, queryOf, type Wish } from "./ask";

const wish: Wish = {
  kind: "win",
  contest: 3,
  entrant: 7,
  member: 9,
  award: undefined,
  day: "2026-10-01",
  look: "paper",
  size: "a4",
};

test("each kind asks for what it is of, and for nothing else", () => {
  const asked = kinds.map((kind) =>
    Object.keys(queryOf({ ...wish, kind }, "zh-CN") ?? {}).slice(4),
  );
  expect(asked).toEqual([
    ["contest", "entrant"],
    ["contest"],
    ["contest", "entrant"],
    ["contest"],
    ["member", "day"],
    ["member"],
  ]);
});

test("a certificate of a title asks for the title alone", () => {
  const asked = (kind: Wish["kind"]) =>
    Object.keys(queryOf({ ...wish, kind, award: 5 }, "zh-CN") ?? {}).slice(4);
  expect(asked("certificate")).toEqual(["award"]);
  expect(asked("win")).toEqual(["contest", "entrant"]);
});

test("nothing is asked for before it is known of what", () => {
  expect(queryOf({ ...wish, entrant: undefined }, "en")).toBeUndefined();
  expect(queryOf({ ...wish, contest: undefined }, "en")).toBeUndefined();
  expect(queryOf({ ...wish, kind: "birthday", member: undefined }, "en")).toBeUndefined();
});

test("the address says it all", () => {
  const query = queryOf({ ...wish, kind: "statement", day: undefined }, "en");
  expect(query && pathOf(query)).toBe(
    "/api/posters/picture?kind=statement&look=paper&size=a4&lang=en&member=9",
  );
});
