import { dayStart } from "../parts/format";
import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { followClock } from "../frame/now";
import { setLanguage } from "../words/language";
import type { Rule } from "./ask";
import { ruleWords, spanWords } from "./words";

const days = { zone: "Asia/Shanghai", day_shift_minutes: 240 };
const rule: Rule = {
  name: "月度销冠",
  look: "festive",
  kind: { is: "ranking" },
  start: dayStart(days, "2026-11-01"),
  end: dayStart(days, "2026-12-01"),
  freeze_at: dayStart(days, "2026-11-30"),
  appeal_hours: 48,
  who: { is: "everyone" },
  late_joiners: true,
  leavers: false,
  counted: [{ measure: "net_sales" }],
  ties: ["earlier", "draw"],
  shared: "split",
  prizes: [500, 300, 200].map((points, at) => ({
    to: { is: "places", first: at + 1, last: at + 1 },
    points,
  })),
};
const names = {
  member: (id: number) => (id === 7 ? "王晓燕" : undefined),
  tier: () => "总代",
};
const say = (change: Partial<Rule> = {}) => {
  const said = ruleWords({ ...rule, ...change }, { t: i18next.t, days, names });
  return { text: said.lead + said.prizes.join("；"), further: said.further };
};

beforeAll(() => {
  followClock(rule.start);
  return setLanguage("zh-CN");
});

test("a month's ranking reads as one sentence", () => {
  expect(say().text).toBe(
    "11月1日至11月30日，全队参加，按净销售额排名：前 3 名分别得 500/300/200 分",
  );
});

test("what holds besides is said, each once", () => {
  const { further } = say({ opt_in: true, prize_min: 100_000 });
  expect(further).toContain("要自己报名才算参加。");
  expect(further).toContain("成绩不到 ¥1,000 的不得奖。");
  expect(further).toContain("最后 24 小时封榜，结束后揭榜。");
  expect(further).toContain("成绩相同时：先做到的在前，再相同则按公开的种子抽签。");
  expect(new Set(further).size).toBe(further.length);
});

test("prizes of other kinds, and things, are said one by one", () => {
  const prizes: Rule["prizes"] = [
    { to: { is: "places", first: 1, last: 1 }, points: 500, thing: "iPad" },
    { to: { is: "places", first: 2, last: 5 }, points: 100 },
    { to: { is: "draw", score: 5_000_000, winners: 3 }, thing: "火锅" },
  ];
  expect(say({ prizes }).text).toContain(
    "第 1 名得 500 分和“iPad”；第 2 到 5 名各得 100 分；从达到 ¥50,000 的人里抽 3 位，每人得 “火锅”",
  );
});

test("in a PK the winner of each duel wins a prize", () => {
  const prizes: Rule["prizes"] = [{ to: { is: "duel" }, points: 50 }];
  expect(say({ kind: { is: "pk", accept_hours: 24 }, prizes }).text).toContain(
    "按净销售额排名，并可互相挑战、一对一 PK：每场 PK 的赢家得 50 分",
  );
});

test("several measures are said with their weights, in contest points", () => {
  const counted: Rule["counted"] = [
    { measure: "net_sales", category: "护肤", weight: 100 },
    { measure: "new_customers", weight: 5000 },
  ];
  expect(say({ counted, kind: { is: "race", target: 1_000_000 } }).text).toContain(
    "比谁的净销售额（护肤）每 ¥1 计 1 分、新客户数每 1 计 50 分先到 10,000",
  );
});

test("a branch is named by its head, teams by their names", () => {
  expect(say({ who: { is: "branch", head: 7 } }).text).toContain("王晓燕的团队参加");
  const sides = [{ name: "红队" }, { name: "蓝队" }];
  expect(say({ kind: { is: "teams", sides, per_head: true } }).text).toContain(
    "红队、蓝队等 2 支队伍对阵，比各队净销售额的人均",
  );
});

test("a span that is not of whole days says its hours", () => {
  const span = { start: rule.start + 60_000, end: rule.end };
  expect(spanWords(span, { t: i18next.t, days })).toBe("11月1日 04:01至12月1日 04:00");
});

test("another year than this is said", () => {
  const span = { start: dayStart(days, "2027-11-01"), end: dayStart(days, "2027-11-12") };
  expect(spanWords(span, { t: i18next.t, days })).toBe("2027年11月1日至2027年11月11日");
});

test("every kind has its words in English, too", async () => {
  await setLanguage("en");
  const text = say({ who: { is: "chosen", members: [1, 2] } }).text;
  await setLanguage("zh-CN");
  expect(text).toContain("2 chosen members take part, ranked by net sales.");
});
