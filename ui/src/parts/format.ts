// Numbers and times as people read them. A locale is always given: WebKitGTK without LANG calls its
// own locale "C", and `Intl` throws at that.
import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone";
import utc from "dayjs/plugin/utc";
import i18next from "i18next";

dayjs.extend(utc);
dayjs.extend(timezone);

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** Fen to yuan: `123450` is `¥1,234.50`, negative with a true minus sign. */
export function money(fen: number): string {
  const whole = Math.abs(Math.trunc(fen));
  const yuan = grouped.format(Math.floor(whole / 100));
  return `${fen < 0 ? "−" : ""}¥${yuan}.${String(whole % 100).padStart(2, "0")}`;
}

/** Whole numbers: points, orders, people. `sign` shows a plus, for what was added. */
export function count(value: number, sign = false): string {
  const plus = sign && value > 0 ? "+" : "";
  return `${value < 0 ? "−" : plus}${grouped.format(Math.abs(value))}`;
}

/** Basis points to percent: `1234` is `12.34%`, `1200` is `12%`. */
export function percent(basisPoints: number): string {
  const whole = Math.abs(basisPoints);
  const rest = whole % 100;
  const digits = rest === 0 ? "" : `.${String(rest).padStart(2, "0").replace(/0$/, "")}`;
  return `${basisPoints < 0 ? "−" : ""}${grouped.format(Math.floor(whole / 100))}${digits}%`;
}

export type TimeShape = "day" | "weekday" | "minute" | "second" | "clock" | "month";

const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * What the clocks of a zone show at a moment. Not by `dayjs.tz`: it makes a new `Intl` formatter each
 * time, and a list has a hundred times.
 */
function clockOf(zone: string, at: number): dayjs.Dayjs {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  clocks.set(zone, clock);
  const shown = clock.formatToParts(at);
  const of = (type: string) => Number(shown.find((part) => part.type === type)?.value);
  return dayjs.utc(
    Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")),
  );
}

/** A moment (milliseconds) in the team's zone; the viewer's own zone never shows. */
export function time(at: number, zone: string, shape: TimeShape): string {
  return clockOf(zone, at)
    .locale(i18next.language === "en" ? "en" : "zh-cn")
    .format(i18next.t(`parts.time.${shape}`));
}

/** What of a team decides where its days begin. */
export type TeamDays = { zone: string; day_shift_minutes: number };

/**
 * A moment's business day as the server's calendar has it: `2026-11-22`. With a shift of four hours
 * what is sold at three in the morning belongs to the evening before.
 */
export function businessDay({ zone, day_shift_minutes }: TeamDays, at: number): string {
  return clockOf(zone, at - day_shift_minutes * 60_000).format("YYYY-MM-DD");
}

/** A moment on the team's clock: `2026-11-22T10:05`. */
export const clockIn = (zone: string, at: number) => clockOf(zone, at).format("YYYY-MM-DDTHH:mm");

/** The moment of a time on the team's clock. */
export const momentIn = (zone: string, clock: string) => dayjs.tz(clock, zone).valueOf();

/** The hour of the team's clock. */
export const hourIn = (zone: string, at: number) => clockOf(zone, at).hour();

/** A business day as the server names it, `2026-11-22`, without its year. */
export const plainDay = (day: string): string =>
  dayjs(day)
    .locale(i18next.language === "en" ? "en" : "zh-cn")
    .format(i18next.t("parts.time.plain_day"));

/** The moment at which a business day begins. */
export const dayStart = (days: TeamDays, day: string) =>
  momentIn(days.zone, day) + days.day_shift_minutes * 60_000;
