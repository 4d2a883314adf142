// The span a board or a statement looks at. It lives in the address: `period`, and for a range
// `from` and `to` (both days belong to it). The server turns it into a half-open window.
import dayjs from "dayjs";

export const periods = ["today", "week", "month", "quarter", "year", "range"] as const;
export type PeriodName = (typeof periods)[number];

/** Use it as a part of `useFilter`'s filter. */
export type PeriodFilter = { period: PeriodName; from?: string; to?: string };

/** A range needs both of its days, in order; without them it is the month. */
export function wholePeriod({ period, from, to }: PeriodFilter): PeriodFilter {
  if (period !== "range") return { period };
  if (!from || !to || !dayjs(from).isValid() || !dayjs(to).isValid()) return { period: "month" };
  return from <= to ? { period, from, to } : { period, from: to, to: from };
}
