import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { refresh } from "../api/hooks";
import { queries } from "../frame/cache";
import { now } from "../frame/now";
import { remaining } from "../parts/remaining";
import { useNow } from "../parts/clock";
import type { State } from "./ask";

/** No timer reaches further than this. */
const longest = 2 ** 31 - 1;

/** Asks for contests again once a moment has passed: time changes them, and nobody says so. */
export function useTurn(at: number | null | undefined): void {
  // Time passes outside React.
  useEffect(() => {
    const left = at == null ? -1 : at - now();
    if (left < 0 || left > longest) return;
    const timer = window.setTimeout(() => void refresh(queries, ["contest"]), left + 100);
    return () => window.clearTimeout(timer);
  }, [at]);
}

type CountdownProps = {
  state: State;
  next: number | null | undefined;
  end: number;
};

/** What the time runs out to: a running contest may end, or be frozen first. */
export const untilWhat = (state: State, next: number, end: number) =>
  state === "running" && next < end ? "freeze" : state;

/** How long until time changes where the contest stands. Not read out each second. */
export function Countdown({ state, next, end }: CountdownProps) {
  const { t } = useTranslation();
  const at = useNow(next != null);
  useTurn(next);
  if (next == null || next <= at) return null;
  const { days, clock } = remaining(next - at);
  return (
    <span className="contest-countdown" role="timer">
      {t(`contest.until.${untilWhat(state, next, end)}`)}{" "}
      <b className="number">
        {days > 0 && t("contest.until.days", { count: days })} {clock}
      </b>
    </span>
  );
}

/** Where the contest stands. */
export function StateBadge({ state }: { state: State }) {
  const { t } = useTranslation();
  return (
    <span className="contest-state" data-state={state}>
      {t(`contest.state.${state}`)}
    </span>
  );
}
