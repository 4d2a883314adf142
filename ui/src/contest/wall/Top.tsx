import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { time } from "../../parts/format";
import type { Wall } from "../ask";
import { useNow } from "../../parts/clock";
import { remaining } from "../../parts/remaining";
import { StateBadge, untilWhat, useTurn } from "../Countdown";

/** A name longer than this is written smaller. */
const longer = 14;

/** Name, where it stands, how long it goes, what time it is. */
export function Top({ wall, children }: { wall: Wall; children: ReactNode }) {
  const { t } = useTranslation();
  const at = useNow();
  const { rule, state, next_at: next } = wall;
  useTurn(next);
  const left = next != null && next > at ? remaining(next - at) : undefined;
  return (
    <header className="wall-top">
      <div>
        <h1 data-long={rule.name.length > longer || undefined}>{rule.name}</h1>
        <p>
          {wall.ceremony ? (
            <span className="contest-state">{t("contest.ceremony.title")}</span>
          ) : (
            <>
              <StateBadge state={state} />
              {wall.frozen && <span>{t("contest.wall.frozen")}</span>}
            </>
          )}
          <span>{t("contest.entrants", { count: wall.entrants })}</span>
        </p>
      </div>
      <div className="wall-time">
        {left && (
          <p className="wall-left">
            <small>{t(`contest.until.${untilWhat(state, next ?? rule.end, rule.end)}`)}</small>
            <b className="number">
              {left.days > 0 && t("contest.until.days", { count: left.days })} {left.clock}
            </b>
          </p>
        )}
        <time className="number">{time(at, wall.zone, "clock")}</time>
        {children}
      </div>
    </header>
  );
}
