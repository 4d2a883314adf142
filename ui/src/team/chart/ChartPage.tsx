import "../team.css";
import "./chart.css";
import { Button, DatePicker, Segmented } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFilter } from "../../frame/go";
import { useSelf } from "../../frame/me";
import { now } from "../../frame/now";
import { businessDay, time } from "../../parts/format";
import { Empty } from "../../parts/Empty";
import { GoButton } from "../../parts/GoButton";
import { Page, Sheet } from "../../parts/Page";
import { PeriodPick } from "../../parts/PeriodPick";
import type { PeriodFilter } from "../../parts/period";
import { RefusalList } from "../../parts/RefusalList";
import { Skeleton } from "../../parts/Skeleton";
import { paths } from "../../paths";
import { MoveLayer } from "../MoveLayer";
import type { ChartNode } from "../pages";
import { daysOf, spans } from "./days";
import { MapView } from "./MapView";
import { Outline } from "./Outline";
import { Seek } from "./Seek";
import { useChart } from "./useChart";

type ChartFilter = PeriodFilter & { view: "outline" | "map"; day?: string };
const first: ChartFilter = {
  view: "outline",
  day: undefined,
  period: "month",
  from: undefined,
  to: undefined,
};

export default function ChartPage() {
  const { t } = useTranslation();
  const { role, team } = useSelf();
  const [filter, change] = useFilter("chart", first);
  const today = businessDay(team, now());
  const day = filter.day && dayjs(filter.day).isValid() ? filter.day : undefined;
  const days = { day, ...daysOf(filter, day ?? today) };
  const chart = useChart(days);
  const [shown, setShown] = useState<number>();
  const [moving, setMoving] = useState<{ node: ChartNode; sponsor: ChartNode | undefined }>();
  const founder = role === "founder";
  const parts = {
    rows: chart.rows,
    shown,
    onOpen: chart.open,
    onClose: chart.close,
    onMove: founder
      ? (node: ChartNode, sponsor?: ChartNode) => setMoving({ node, sponsor })
      : undefined,
  };
  return (
    <Page
      title={t("team.chart.title")}
      purpose={t(day && day !== today ? "team.chart.asOf" : "team.chart.purpose", {
        day: day && time(dayjs.tz(day, team.zone).valueOf(), team.zone, "day"),
      })}
      actions={founder && <GoButton to={paths.rosterImport()}>{t("team.roster.title")}</GoButton>}
      tools={
        <>
          <Segmented
            aria-label={t("team.chart.view")}
            value={filter.view}
            onChange={(view) => change({ view: view as ChartFilter["view"] })}
            options={[
              { value: "outline", label: t("team.chart.outline") },
              { value: "map", label: t("team.chart.map") },
            ]}
          />
          <DatePicker
            aria-label={t("team.chart.day")}
            value={day ? dayjs(day) : null}
            placeholder={t("team.chart.today")}
            maxDate={dayjs(today)}
            onChange={(picked) => change({ day: picked?.format("YYYY-MM-DD") })}
          />
          <PeriodPick value={filter} onChange={change} offer={spans} />
          <Seek
            days={days}
            onHit={(hit) => {
              chart.show(hit);
              setShown(hit.member.id);
            }}
          />
        </>
      }
    >
      <Sheet>
        {chart.problem && <RefusalList problem={chart.problem} />}
        {!chart.known && !chart.problem && <Skeleton />}
        {chart.known && chart.rows.length === 0 && (
          <Empty
            words={t("team.chart.empty")}
            action={
              founder && <Button href={paths.rosterImport()}>{t("team.roster.title")}</Button>
            }
          />
        )}
        {chart.known &&
          chart.rows.length > 0 &&
          (filter.view === "map" ? (
            <MapView {...parts} />
          ) : (
            <Outline {...parts} onMore={chart.more} />
          ))}
        {chart.known && (
          <p className="team-chart-hint">
            {t(filter.view === "map" ? "team.chart.mapHint" : "team.chart.outlineHint")}
          </p>
        )}
      </Sheet>
      {moving && (
        <MoveLayer
          member={moving.node}
          sponsor={moving.sponsor}
          onClose={() => setMoving(undefined)}
        />
      )}
    </Page>
  );
}
