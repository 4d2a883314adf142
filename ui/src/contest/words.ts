// A rule in plain sentences: what the wizard builds, what the page promises, what the wall shows.
import type { TFunction } from "i18next";
import { now } from "../frame/now";
import {
  businessDay,
  count,
  dayStart,
  momentIn,
  plainDay,
  type TeamDays,
  time,
} from "../parts/format";
import type { Counted, Kind, Prize, Row, Rule } from "./ask";
import { hasRounds, isFormed } from "./rounds";
import { amountUnit, roundText, scoreText, scoreUnit } from "./unit";

export type Names = {
  member: (id: number) => string | undefined;
  tier: (id: number) => string | undefined;
};
type Say = { t: TFunction; days: TeamDays; names: Names };

const hour = 3_600_000;

/** A day as people say it; the year only when it is another than this. */
const dayWords = (days: TeamDays, day: string): string =>
  day.slice(0, 4) === businessDay(days, now()).slice(0, 4)
    ? plainDay(day)
    : time(momentIn(days.zone, day), days.zone, "day");

/** From when to when: in days where it is whole days. */
export function spanWords(
  { start, end }: Pick<Rule, "start" | "end">,
  { t, days }: Pick<Say, "t" | "days">,
): string {
  const first = businessDay(days, start);
  const last = businessDay(days, end - 1);
  if (dayStart(days, first) !== start || dayStart(days, businessDay(days, end)) !== end)
    return t("contest.words.span", {
      first: time(start, days.zone, "minute"),
      last: time(end, days.zone, "minute"),
    });
  if (first === last) return dayWords(days, first);
  return t("contest.words.span", { first: dayWords(days, first), last: dayWords(days, last) });
}

/** What is won: points, a thing, both. */
export function wonWords(t: TFunction, { points, thing }: Pick<Prize, "points" | "thing">): string {
  const parts = [
    points && t("contest.words.points", { count: points }),
    thing && t("contest.words.thing", { thing }),
  ];
  return parts.filter(Boolean).join(t("contest.words.and"));
}

const countedName = (t: TFunction, { measure, category, item }: Counted) => {
  const of = item ?? category;
  const name = t(`contest.measure.${measure}`);
  return of ? t("contest.words.of", { name, of }) : name;
};

/** What is counted, with weights when there are several. */
export function countedWords(t: TFunction, counted: readonly Counted[]): string {
  if (counted.length === 1 && counted[0]) return countedName(t, counted[0]);
  return counted
    .map((one) =>
      t(`contest.words.weighted.${one.measure === "net_sales" ? "fen" : "count"}`, {
        name: countedName(t, one),
        weight: scoreText("centi", one.weight ?? 100),
      }),
    )
    .join(t("contest.words.comma"));
}

function whoWords(rule: Rule, { t, names }: Say): string {
  const { kind, who } = rule;
  if (kind.is === "teams")
    return t("contest.words.who.teams", {
      count: kind.sides.length,
      names: kind.sides
        .slice(0, 6)
        .map(({ name }) => name)
        .join(t("contest.words.comma")),
    });
  if (who.is === "everyone") return t("contest.words.who.everyone");
  if (who.is === "chosen") return t("contest.words.who.chosen", { count: who.members.length });
  if (who.is === "branch")
    return t("contest.words.who.branch", {
      name: names.member(who.head) ?? t("contest.words.someone"),
    });
  const tiers = who.tiers.flatMap((id) => names.tier(id) ?? []);
  if (tiers.length < who.tiers.length)
    return t("contest.words.who.some_tiers", { count: who.tiers.length });
  return t("contest.words.who.tiers", { names: tiers.join(t("contest.words.comma")) });
}

function kindWords(rule: Rule, { t }: Say): string {
  const { kind } = rule;
  const unit = amountUnit(rule);
  const what = countedWords(t, rule.counted);
  const say = (more: object = {}) => t(`contest.words.kind.${kind.is}`, { what, ...more });
  if (kind.is === "race") return say({ target: roundText(unit, kind.target) });
  if (kind.is === "line") return say({ line: roundText(unit, kind.line) });
  if (kind.is === "growth") return say({ periods: kind.periods });
  if (kind.is === "attainment") return say({ target: roundText(unit, kind.everyone) });
  if (kind.is === "teams")
    return t(kind.per_head ? "contest.words.kind.teams_per_head" : "contest.words.kind.teams", {
      what,
    });
  if (kind.is === "bracket")
    return t(kind.drawn ? "contest.words.kind.bracket_drawn" : "contest.words.kind.bracket", {
      what,
      size: kind.size,
      days: kind.recent_days,
      rounds: kind.cuts.length + 1,
    });
  if (kind.is === "leagues")
    return say({ size: kind.size, moves: kind.moves, rounds: kind.cuts.length + 1 });
  if (kind.is === "season") return say({ rounds: kind.cuts.length + 1 });
  return say();
}

/** A prize by itself. */
export function prizeWords(t: TFunction, rule: Pick<Rule, "counted" | "kind">, prize: Prize) {
  const { to } = prize;
  const won = wonWords(t, prize);
  const score = "score" in to ? roundText(scoreUnit(rule), to.score) : "";
  if (to.is === "places")
    return to.first === to.last
      ? t("contest.words.prize.place", { place: to.first, won })
      : t("contest.words.prize.places", { first: to.first, last: to.last, won });
  if (to.is === "league")
    return to.first === to.last
      ? t("contest.words.prize.league_place", { place: to.first, won })
      : t("contest.words.prize.league", { first: to.first, last: to.last, won });
  if (to.is === "share")
    return t(to.evenly ? "contest.words.prize.share_evenly" : "contest.words.prize.share", {
      score,
      won,
    });
  if (to.is === "draw") return t("contest.words.prize.draw", { score, count: to.winners, won });
  return t(`contest.words.prize.${to.is}`, { score, won });
}

/** First, second, third … each with points alone are said in one breath: 500/300/200. */
export function prizesWords(t: TFunction, rule: Rule): string[] {
  const alone = rule.prizes.filter(
    ({ to, thing }, index) =>
      to.is === "places" && to.first === to.last && to.first === index + 1 && !thing,
  );
  const run = alone.length;
  const together = run > 1 && alone.every((prize) => rule.prizes.indexOf(prize) < run);
  const rest = together ? rule.prizes.slice(run) : rule.prizes;
  const said = rest.map((prize) => prizeWords(t, rule, prize));
  if (!together) return said;
  const points = alone.map((prize) => count(prize.points ?? 0)).join("/");
  return [t("contest.words.prize.first", { count: run, points }), ...said];
}

/** What holds besides, one sentence each. */
function furtherWords(rule: Rule, say: Say): string[] {
  const { t } = say;
  const { kind, freeze_at } = rule;
  const unit = amountUnit(rule);
  const sales = rule.counted.some(({ measure }) =>
    ["net_sales", "orders", "pieces", "points"].includes(measure),
  );
  const teams = kind.is === "teams" && kind.pays_head;
  return [
    rule.opt_in && t("contest.words.opt_in"),
    kind.is === "growth" &&
      t("contest.words.growth", {
        base: roundText(unit, kind.base_min),
        most: scoreText("basis_points", kind.growth_max),
        count: kind.orders_min,
      }),
    teams && t("contest.words.pays_head"),
    kind.is === "season" &&
      t("contest.words.place_points", { points: kind.points.join("/"), count: kind.points.length }),
    kind.is === "season" &&
      kind.finalists > 0 &&
      t("contest.words.final", { count: kind.finalists, times: kind.final_times }),
    isFormed(kind) && t(`contest.words.formed.${kind.is}`, { days: formedDays(kind) }),
    hasRounds(kind) && t("contest.words.rounds"),
    (rule.handicaps ?? []).length > 0 &&
      t("contest.words.handicaps", {
        names: (rule.handicaps ?? [])
          .map(({ tier, rate }) => `${say.names.tier(tier) ?? "…"} × ${percent(rate)}`)
          .join(t("contest.words.comma")),
      }),
    (rule.prize_min ?? 0) > 0 &&
      t("contest.words.prize_min", { score: roundText(scoreUnit(rule), rule.prize_min ?? 0) }),
    sales && t("contest.words.refunds"),
    freeze_at != null &&
      t("contest.words.freeze", { count: Math.round((rule.end - freeze_at) / hour) }),
    rule.ties.length > 0 &&
      t("contest.words.ties", {
        keys: rule.ties.map((key) => t(`contest.tie.${key}`)).join(t("contest.words.then")),
      }),
    kind.is !== "line" && kind.is !== "steps" && t(`contest.words.shared.${rule.shared}`),
    t(lateWords(rule)),
    t(rule.leavers ? "contest.words.leavers" : "contest.words.leavers_not"),
    rule.appeal_hours > 0
      ? t("contest.words.appeal", { count: rule.appeal_hours })
      : t("contest.words.appeal_none"),
  ].filter((one): one is string => Boolean(one));
}

const lateWords = ({ kind, late_joiners }: Rule) => {
  if (!late_joiners || kind.is === "bracket") return "contest.words.late_not";
  return kind.is === "leagues" ? "contest.words.late_leagues" : "contest.words.late";
};
const formedDays = (kind: Rule["kind"]) => ("recent_days" in kind ? kind.recent_days : 0);
const percent = (rate: number) => scoreText("basis_points", rate);

export type RuleSaid = { lead: string; prizes: string[]; further: string[] };

export function ruleWords(rule: Rule, say: Say): RuleSaid {
  const { t } = say;
  return {
    lead: t("contest.words.lead", {
      span: spanWords(rule, say),
      who: whoWords(rule, say),
      how: kindWords(rule, say),
    }),
    prizes: prizesWords(t, rule),
    further: furtherWords(rule, say),
  };
}

/** What stands above the score: rounds won, the league, the final. */
export function leadWords(
  t: TFunction,
  kind: Kind,
  { lead }: Pick<Row, "lead">,
): string | undefined {
  if (kind.is === "bracket") return t("contest.rounds.won", { count: lead });
  if (kind.is === "leagues") return t("contest.rounds.league", { n: 1 - lead });
  return kind.is === "season" && lead > 0 ? t("contest.rounds.finalist") : undefined;
}
