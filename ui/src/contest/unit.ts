// What amounts and scores are in, as the rule has it, and how they are written.
import { count, money, percent } from "../parts/format";
import type { Counted, Rule, Unit } from "./ask";

const unitOfMeasure = ({ measure }: Counted): Unit => (measure === "net_sales" ? "fen" : "count");

/** What amounts before growth and attainment are in. */
export const amountUnit = ({ counted: [one, ...others] }: Pick<Rule, "counted">): Unit =>
  one && others.length === 0 ? unitOfMeasure(one) : "centi";

/** What scores are in. */
export const scoreUnit = (rule: Pick<Rule, "counted" | "kind">): Unit => {
  const { is } = rule.kind;
  if (is === "growth" || is === "attainment") return "basis_points";
  // Season points.
  return is === "season" ? "count" : amountUnit(rule);
};

/** A score or an amount for a sentence: ¥1,234.50, 12, 37.5, 12.3%. */
export function scoreText(unit: Unit, score: number): string {
  if (unit === "fen") return money(score);
  if (unit === "basis_points") return percent(score);
  // Hundredths are written as percents are, without the sign.
  return unit === "centi" ? percent(score).replace("%", "") : count(score);
}

/** The same without needless fen: ¥5,000. For targets and steps, which are round. */
export const roundText = (unit: Unit, score: number): string =>
  scoreText(unit, score).replace(/\.00$/, "");

/** How many of the server's whole numbers one is as people type it: 1 yuan is 100 fen. */
export const unitSize = (unit: Unit): number => (unit === "count" ? 1 : 100);
