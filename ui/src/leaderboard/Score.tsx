import { Money, Percent, PointsNumber } from "../parts/Numbers";
import { count, money, percent } from "../parts/format";
import type { Measure } from "./ask";

/** A score in its measure's unit. */
export function Score({ measure, score }: { measure: Measure; score: number }) {
  if (measure === "net_sales") return <Money fen={score} />;
  if (measure === "growth") return <Percent bp={score} />;
  return <PointsNumber points={score} />;
}

/** The same for a sentence. */
export function scoreText(measure: Measure, score: number): string {
  if (measure === "net_sales") return money(score);
  return measure === "growth" ? percent(score) : count(score);
}

/** What is missing to a score: growth is reached by selling. */
export const moreText = (measure: Measure, more: number): string =>
  scoreText(measure === "growth" ? "net_sales" : measure, more);
