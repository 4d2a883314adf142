import { useState } from "react";
import { useTranslation } from "react-i18next";
import { money, plainDay } from "../parts/format";

type Day = { day: string; fen: number; orders: number };

const height = 96;
const step = 24;

/** Thirty days as bars, today last. A bar is read by pointing at it; the sentence says the whole. */
export function Days({ days }: { days: readonly Day[] }) {
  const { t } = useTranslation();
  const [at, setAt] = useState<number>();
  const top = Math.max(1, ...days.map((day) => day.fen));
  const best = days.reduce((best, day) => (day.fen > best.fen ? day : best), days[0] as Day);
  const shown = days[at ?? days.length - 1];
  if (!shown) return null;
  const words = (day: Day) =>
    t("home.days.one", { day: plainDay(day.day), money: money(day.fen), count: day.orders });
  return (
    <figure className="home-days">
      <figcaption>
        {at === undefined && best.fen > 0
          ? t("home.days.best", { day: plainDay(best.day), money: money(best.fen) })
          : words(shown)}
      </figcaption>
      <svg
        viewBox={`0 0 ${days.length * step} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t("home.days.label", { day: plainDay(best.day), money: money(best.fen) })}
        onPointerLeave={() => setAt(undefined)}
      >
        {days.map((day, index) => {
          const tall = Math.max(2, (Math.max(0, day.fen) / top) * height);
          return (
            <g key={day.day} onPointerEnter={() => setAt(index)} onPointerDown={() => setAt(index)}>
              <rect x={index * step} y={0} width={step} height={height} fill="transparent" />
              <rect
                className="home-bar"
                data-today={index === days.length - 1 || undefined}
                data-at={index === at || undefined}
                x={index * step + 4}
                y={height - tall}
                width={step - 8}
                height={tall}
              />
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
