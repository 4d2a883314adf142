import type { TFunction } from "i18next";
import { count, money } from "../parts/format";
import type { Plan } from "./ask";

/** `奖券 12–15 号`, or the one. */
export const ticketsWords = (t: TFunction, mine: { first: number; count: number }) =>
  mine.count === 1
    ? t("draw.ticket", { n: mine.first })
    : t("draw.tickets", {
        count: mine.count,
        first: mine.first,
        last: mine.first + mine.count - 1,
      });

/** How tickets are given, in a sentence. */
export const howWords = (
  t: TFunction,
  tickets: Plan["tickets"],
  time: (at: number) => string,
): string =>
  tickets.is === "sales"
    ? t("draw.how.sales", {
        money: money(tickets.fen),
        from: time(tickets.from),
        until: time(tickets.until),
        most: count(tickets.most),
      })
    : t(`draw.how.${tickets.is}`);

/** Part of all in basis points. */
export const chance = (part: number, all: number) =>
  all > 0 ? Math.round((10_000 * part) / all) : 0;
