// Which board: what the address says, and what the server is asked.
import type { Answer, Init } from "../api/client";
import type { Role } from "../frame/me";
import { type PeriodFilter, wholePeriod } from "../parts/period";

export type BoardPage = Answer<"get", "/api/board">;
export type BoardRow = BoardPage["rows"][number];
export type BoardAround = Answer<"get", "/api/board/around">;
export type BoardWhy = Answer<"get", "/api/board/why">;
type BoardAsk = NonNullable<NonNullable<NonNullable<Init<"get", "/api/board">>["params"]>["query"]>;

export const measures = ["net_sales", "orders", "points", "new_customers", "growth"] as const;
export type Measure = (typeof measures)[number];

export type BoardFilter = PeriodFilter & {
  measure: Measure;
  /** A day inside a period that is not the running one. */
  day?: string;
  /** `team`, `mine` (one's own branch), `branch.<member>`, `tier.<id>`. */
  scope: string;
  /** Among one's neighbours, or from the top. */
  view: "me" | "top";
};

/** Who has a place finds themselves among their neighbours; the founder sees the board. */
export const firstFilter = (role: Role): BoardFilter => ({
  measure: "net_sales",
  period: "month",
  from: undefined,
  to: undefined,
  day: undefined,
  scope: "team",
  view: role === "founder" ? "top" : "me",
});

/** The query of all board reads. */
export function askOf(filter: BoardFilter, me: number): BoardAsk {
  const [kind, id] = filter.scope.split(".");
  const branch = kind === "mine" ? me : Number(id);
  // A branch that is still being chosen is the whole team.
  const scope =
    kind === "tier" ? { tier: Number(id) } : kind === "team" || !branch ? {} : { branch };
  const period = wholePeriod(filter);
  const day = period.period === "range" ? {} : { day: filter.day };
  return { measure: filter.measure, ...period, ...day, ...scope };
}
