import { useTranslation } from "react-i18next";
import { useNow } from "../parts/clock";
import { remaining } from "../parts/remaining";
import type { State as DrawState } from "./ask";

/** Where a draw stands. */
export function State({ state }: { state: DrawState }) {
  const { t } = useTranslation();
  return (
    <span className="draw-state" data-state={state}>
      {t(`draw.state.${state}`)}
    </span>
  );
}

/** How long until it is drawn. Not read out each second. */
export function Countdown({ at }: { at: number }) {
  const { t } = useTranslation();
  const clock = useNow();
  if (at <= clock) return <p className="draw-countdown">{t("draw.soon")}</p>;
  const left = remaining(at - clock);
  return (
    <p className="draw-countdown" role="timer">
      {t("draw.until")}{" "}
      <b className="number">
        {left.days > 0 && t("draw.days", { count: left.days })} {left.clock}
      </b>
    </p>
  );
}
