// Which sales the chart shows: the part of a period up to the day it is shown as of.
import dayjs from "dayjs";
import { type PeriodFilter, wholePeriod } from "../../parts/period";

export const spans = ["month", "quarter", "year", "range"] as const;

/** First and last day, both included. */
export function daysOf(filter: PeriodFilter, day: string): { first: string; last: string } {
  const { period, from, to } = wholePeriod(filter);
  if (period === "range" && from && to) return { first: from, last: to };
  const at = dayjs(day);
  const quarter = at.month(at.month() - (at.month() % 3)).startOf("month");
  const first =
    period === "year" ? at.startOf("year") : period === "quarter" ? quarter : at.startOf("month");
  return { first: first.format("YYYY-MM-DD"), last: day };
}
