import { beforeAll, expect, test } from "vitest";
import { setLanguage } from "../words/language";
import { count, businessDay, hourIn, momentIn, money, percent, time } from "./format";

const rows = (cases: readonly number[], read: (value: number) => string) =>
  cases.map((value) => `${value} → ${read(value)}`).join("\n");

test("fen read as yuan with two places, grouped, with a true minus", () => {
  expect(rows([0, 5, 99, 100, 123450, 100000000000, -1, -123456], money)).toMatchInlineSnapshot(`
    "0 → ¥0.00
    5 → ¥0.05
    99 → ¥0.99
    100 → ¥1.00
    123450 → ¥1,234.50
    100000000000 → ¥1,000,000,000.00
    -1 → −¥0.01
    -123456 → −¥1,234.56"
  `);
});

test("points and counts are grouped, and signed where something was added", () => {
  expect(rows([0, 7, 1234567, -80], count)).toMatchInlineSnapshot(`
    "0 → 0
    7 → 7
    1234567 → 1,234,567
    -80 → −80"
  `);
  expect(rows([0, 7, -80], (value) => count(value, true))).toMatchInlineSnapshot(`
    "0 → 0
    7 → +7
    -80 → −80"
  `);
});

test("basis points read as percent without idle zeros", () => {
  expect(rows([0, 1, 10, 100, 1234, 1230, -250, 1000000], percent)).toMatchInlineSnapshot(`
    "0 → 0%
    1 → 0.01%
    10 → 0.1%
    100 → 1%
    1234 → 12.34%
    1230 → 12.3%
    -250 → −2.5%
    1000000 → 10,000%"
  `);
});

// 2026-03-31 23:30 in Shanghai, which is still the afternoon in London.
const at = Date.UTC(2026, 2, 31, 15, 30, 5);
const shapes = ["day", "minute", "second", "clock", "month"] as const;

test("a moment is shown in the team's zone and the viewer's language", async () => {
  const shown = () => shapes.map((shape) => time(at, "Asia/Shanghai", shape)).join("\n");
  await setLanguage("zh-CN");
  expect(shown()).toMatchInlineSnapshot(`
    "2026年3月31日
    3月31日 23:30
    2026年3月31日 23:30:05
    23:30
    2026年3月"
  `);
  await setLanguage("en");
  expect(shown()).toMatchInlineSnapshot(`
    "31 Mar 2026
    31 Mar, 23:30
    31 Mar 2026, 23:30:05
    23:30
    March 2026"
  `);
});

test("the team's day and hour are not the viewer's", () => {
  const late = at + 3_600_000;
  const day = (zone: string, day_shift_minutes: number) =>
    businessDay({ zone, day_shift_minutes }, late);
  expect(day("Asia/Shanghai", 0)).toBe("2026-04-01");
  expect(day("Europe/London", 0)).toBe("2026-03-31");
  expect(hourIn("Asia/Shanghai", at)).toBe(23);
});

test("with a shift the small hours belong to the evening before", () => {
  const team = { zone: "Asia/Shanghai", day_shift_minutes: 240 };
  const four = momentIn(team.zone, "2026-04-01T04:00");
  expect(businessDay(team, four - 1)).toBe("2026-03-31");
  expect(businessDay(team, four)).toBe("2026-04-01");
});

beforeAll(() => setLanguage("zh-CN"));
