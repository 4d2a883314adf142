import "./leaderboard.css";
import { Button, Segmented } from "antd";
import { Maximize2 } from "lucide-react";
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useFilter } from "../frame/go";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { businessDay, momentIn, plainDay, time } from "../parts/format";
import { Page, Sheet } from "../parts/Page";
import { usePhone } from "../parts/phone";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { askOf, type BoardFilter, type BoardRow, firstFilter } from "./ask";
import { List } from "./List";
import { Mine } from "./Mine";
import { NobodyYet } from "./NobodyYet";
import { Podium } from "./Podium";
import { useSaid } from "./said";
import { Tools } from "./Tools";

const Why = lazy(() => import("./Why"));
const step = 100;
const most = 500;

/** 龙虎榜: who is where, and what it takes to get on. */
export default function Board() {
  const { t } = useTranslation();
  const { member, role, team } = useSelf();
  const phone = usePhone();
  const [filter, change] = useFilter<BoardFilter>("board", firstFilter(role));
  const [why, setWhy] = useState<number>();
  const [count, setCount] = useState(step);
  const stage = useRef<HTMLDivElement>(null);
  const ask = askOf(filter, member.id);
  const top = useRead("/api/board", { params: { query: { ...ask, count } } });
  const neighbours = useRead("/api/board/around", { params: { query: ask } });
  // A long board is drawn between frames, not within one.
  const board = useDeferredValue(top.data);
  const around = useDeferredValue(neighbours.data);
  // The filter may be ahead of the answer that still shows: numbers keep the unit they came in.
  const measure = board?.measure ?? filter.measure;
  useSaid(top.isPlaceholderData ? undefined : top.data?.rows, JSON.stringify(ask));

  const openWhy = useCallback(
    (row: BoardRow) => row.member_id != null && setWhy(row.member_id),
    [],
  );
  const near = filter.view === "me" ? around : undefined;
  // The steps hold the first three of the whole board; whoever sees only themselves gets a list.
  const stepped = board?.rows[0]?.place === 1 && board.rows.length >= 3;
  const shown = near ?? board;
  // The same rows are the same list, which then is not drawn anew.
  const rows = useMemo(
    () => shown?.rows.slice(stepped && shown === board ? 3 : 0) ?? [],
    [shown, board, stepped],
  );
  const own = around && (around.me || role !== "founder") ? around : undefined;
  const best = board?.rows[0]?.score ?? around?.rows[0]?.score ?? 0;
  // The year is said only of another year than this.
  const days = (at: number) => {
    const day = businessDay(team, at);
    return day.slice(0, 4) === businessDay(team, now()).slice(0, 4)
      ? plainDay(day)
      : time(momentIn(team.zone, day), team.zone, "day");
  };
  return (
    <Page
      title={t("leaderboard.title")}
      purpose={
        board &&
        t("leaderboard.purpose", {
          first: days(board.window.start),
          last: days(board.window.end - 1),
          count: board.count,
        })
      }
      actions={
        document.fullscreenEnabled &&
        !phone && (
          <Button
            icon={<Maximize2 size={16} strokeWidth={1.6} aria-hidden="true" />}
            onClick={() => void stage.current?.requestFullscreen()}
          >
            {t("leaderboard.fullscreen")}
          </Button>
        )
      }
      tools={<Tools filter={filter} onChange={change} />}
    >
      {top.error && <RefusalList problem={top.error} />}
      {board?.frozen_at != null && (
        <p className="leaderboard-frozen" role="note">
          {t("leaderboard.frozen", { time: time(board.frozen_at, team.zone, "minute") })}
        </p>
      )}
      {!board && !top.error && <Skeleton rows={8} />}
      {board?.count === 0 && <NobodyYet period={filter.period} />}
      {board && board.count > 0 && (
        <div
          className="leaderboard"
          data-alone={!own || undefined}
          data-flat={!stepped || undefined}
          ref={stage}
        >
          <p className="leaderboard-wall">
            <b>{t("leaderboard.title")}</b>
            {t(`leaderboard.measure.${measure}`)} {days(board.window.start)} —{" "}
            {days(board.window.end - 1)}
          </p>
          {own && (
            <aside className="leaderboard-own">
              <Mine around={own} onWhy={() => setWhy(member.id)} />
            </aside>
          )}
          {stepped && (
            <section className="sheet leaderboard-stage">
              <Podium
                rows={board.rows}
                measure={measure}
                compared={board.compared}
                onWhy={openWhy}
              />
            </section>
          )}
          <div className="leaderboard-rest">
            <Sheet
              title={t(near ? "leaderboard.near" : "leaderboard.all")}
              aside={
                own && (
                  <Segmented<BoardFilter["view"]>
                    size="small"
                    aria-label={t("leaderboard.view.label")}
                    value={filter.view}
                    options={[
                      { value: "me", label: t("leaderboard.view.me") },
                      { value: "top", label: t("leaderboard.view.top") },
                    ]}
                    onChange={(view) => change({ view })}
                  />
                )
              }
            >
              <List
                rows={rows}
                measure={shown?.measure ?? measure}
                compared={board.compared}
                best={best}
                onWhy={openWhy}
              />
              {!near && board.count > board.rows.length && count < most && (
                <Button block loading={top.isFetching} onClick={() => setCount(count + step)}>
                  {t("parts.more")}
                </Button>
              )}
              <p className="leaderboard-rule">
                {t(`leaderboard.rule.${measure}`)} {t("leaderboard.rule.tie")}{" "}
                {board.compared &&
                  t("leaderboard.rule.before", {
                    first: days(board.before.start),
                    last: days(board.before.end - 1),
                  })}
              </p>
            </Sheet>
          </div>
        </div>
      )}
      {why !== undefined && (
        <Suspense fallback={null}>
          <Why ask={ask} measure={filter.measure} member={why} onClose={() => setWhy(undefined)} />
        </Suspense>
      )}
    </Page>
  );
}
