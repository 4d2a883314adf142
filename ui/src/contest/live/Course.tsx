import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { plainDay } from "../../parts/format";
import { Sheet } from "../../parts/Page";
import type { Chart, Unit } from "../ask";
import { roundText, scoreText } from "../unit";
import { linesOf, ticksOf } from "./chart";
import { Feed } from "./Feed";

const size = { width: 640, height: 240 };
/** Lines with a name at their end; the others are there for company. */
const named = 3;

/** How it came so: the first ten and me day by day, and who passed whom. */
export default function Course({ id }: { id: number }) {
  const { t } = useTranslation();
  const [view, setView] = useState<"chart" | "feed">("chart");
  const { data } = useRead("/api/contests/{id}/chart", { params: { path: { id } } });
  if (!data || (data.series.length === 0 && data.feed.length === 0)) return null;
  return (
    <Sheet
      title={
        data.round == null
          ? t("contest.course.title")
          : t("contest.course.of_round", { round: data.round + 1 })
      }
      aside={
        <Segmented
          size="small"
          aria-label={t("contest.course.title")}
          value={view}
          options={[
            { value: "chart", label: t("contest.course.chart") },
            { value: "feed", label: t("contest.course.feed") },
          ]}
          onChange={setView}
        />
      }
    >
      {view === "chart" ? <Lines chart={data} unit={data.unit} /> : <Feed feed={data.feed} />}
    </Sheet>
  );
}

function Lines({ chart, unit }: { chart: Chart; unit: Unit }) {
  const { t } = useTranslation();
  const { days, series } = chart;
  const scores = series.flatMap(({ scores }) => scores.filter((score) => score != null));
  const ticks = ticksOf(Math.max(0, ...scores), Math.min(0, ...scores));
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const lines = linesOf(series, days.length, [low, high], size);
  const kind = (index: number, mine: boolean) =>
    mine ? "mine" : index < named ? "first" : "other";
  const name = (one: Chart["series"][number]) => one.name ?? t("contest.unnamed");
  return (
    <figure className="contest-chart">
      <svg
        viewBox={`0 -8 ${size.width} ${size.height + 16}`}
        role="img"
        aria-label={t("contest.course.label", { count: series.length })}
      >
        {ticks.map((tick) => {
          const y = size.height - ((tick - low) / Math.max(1, high - low)) * size.height;
          return (
            <g key={tick}>
              <line x1="0" x2={size.width} y1={y} y2={y} />
              <text x="0" y={y - 4}>
                {roundText(unit, tick)}
              </text>
            </g>
          );
        })}
        {lines.map((line, index) => {
          const one = series[index];
          return (
            one && (
              <path
                key={`${name(one)}.${one.scores.join()}`}
                d={line.d}
                data-kind={kind(index, one.mine)}
                data-at={index}
              />
            )
          );
        })}
      </svg>
      <p className="contest-chart-days">
        <span>{days[0] && plainDay(days[0])}</span>
        <span>{days.at(-1) && plainDay(days.at(-1) ?? "")}</span>
      </p>
      <figcaption>
        {series.map((one, index) =>
          index < named || one.mine ? (
            <span
              key={`${name(one)}.${one.scores.at(-1)}`}
              data-kind={kind(index, one.mine)}
              data-at={index}
            >
              <i aria-hidden="true" />
              {one.mine ? t("contest.course.me") : name(one)}{" "}
              <span className="number">
                {scoreText(unit, one.scores.findLast((score) => score != null) ?? 0)}
              </span>
            </span>
          ) : null,
        )}
      </figcaption>
    </figure>
  );
}
