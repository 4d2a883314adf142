import "./contest.css";
import "./live/live.css";
import "./live/after.css";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { usePlace } from "../frame/go";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import type { Contest as OneContest, State } from "./ask";
import { Acts } from "./live/Acts";
import { Board } from "./live/Board";
import { Head } from "./live/Head";
import { Mine } from "./live/Mine";
import { Prizes } from "./live/Prizes";
import { RuleSheet } from "./live/RuleSheet";
import { hasRounds, isFormed } from "./rounds";

const Why = lazy(() => import("./live/Why"));
const Course = lazy(() => import("./live/Course"));
const Rounds = lazy(() => import("./live/Rounds"));
const Talk = lazy(() => import("./live/Talk"));
const Numbers = lazy(() => import("./live/Numbers"));
const Settlement = lazy(() => import("./live/Settlement"));
const Change = lazy(() => import("./live/Change"));
const Duels = lazy(() => import("./live/Duels"));
const Monitors = lazy(() => import("./live/Monitors"));
const Walls = lazy(() => import("./live/Walls"));

const counts: readonly State[] = [
  "running",
  "frozen",
  "revealed",
  "provisional",
  "final",
  "archived",
];
/** Where there is something to look at before it is final. */
const looked: readonly State[] = ["running", "frozen", "revealed", "provisional"];
const over: readonly State[] = ["revealed", "provisional", "final", "archived"];
const announced: readonly State[] = ["provisional", "final", "archived"];

/** A contest as it goes: who stands where, why, by which rule, and what comes next. */
export default function Contest() {
  const { t } = useTranslation();
  const id = Number(usePlace().id);
  const { data, error } = useRead("/api/contests/{id}", { params: { path: { id } }, keep: false });
  return (
    <Page
      title={data?.rule.name ?? t("contest.one.title")}
      actions={data && <Acts contest={data} />}
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton rows={8} />}
      {data && <Whole key={id} contest={data} />}
    </Page>
  );
}

function Whole({ contest }: { contest: OneContest }) {
  const { t } = useTranslation();
  const [why, setWhy] = useState<number>();
  const { id, state, rule, runs } = contest;
  const counting = counts.includes(state);
  const played = hasRounds(rule.kind) && state !== "draft" && state !== "cancelled";
  const entered = rule.counted.some(({ measure }) => measure === "entered");
  return (
    <>
      <Head contest={contest} />
      <div className="contest-page">
        <aside className="contest-own">
          <Mine contest={contest} onWhy={setWhy} />
          <Sheet title={t("contest.prizes.title")}>
            <Prizes rule={rule} />
          </Sheet>
        </aside>
        <div className="contest-main">
          {runs && contest.is_final && (
            <Suspense fallback={null}>
              <Change contest={contest} />
            </Suspense>
          )}
          {contest.blockers.length > 0 && (
            <Sheet title={t("contest.blockers")}>
              <ul className="contest-todo">
                {contest.blockers.map((blocker) => (
                  <li key={blocker.code + blocker.words}>{blocker.words}</li>
                ))}
              </ul>
            </Sheet>
          )}
          {rule.kind.is === "pk" && (counting || state === "published") && (
            <Suspense fallback={<Skeleton />}>
              <Duels contest={contest} />
            </Suspense>
          )}
          {played && isFormed(rule.kind) && (
            <Suspense fallback={<Skeleton />}>
              <Rounds contest={contest} />
            </Suspense>
          )}
          {counting && <Board contest={contest} onWhy={setWhy} />}
          <Suspense fallback={<Skeleton />}>
            {played && !isFormed(rule.kind) && <Rounds contest={contest} />}
            {counting && <Course id={id} />}
            {announced.includes(state) || (runs && over.includes(state)) ? (
              <Settlement contest={contest} />
            ) : null}
            {runs && looked.includes(state) && <Monitors contest={contest} onWhy={setWhy} />}
            {entered && counting && <Numbers contest={contest} />}
          </Suspense>
          <RuleSheet contest={contest} />
          {state !== "draft" && (
            <Suspense fallback={<Skeleton />}>
              <Talk contest={contest} />
              {runs && <Walls id={id} />}
            </Suspense>
          )}
        </div>
      </div>
      {why !== undefined && (
        <Suspense fallback={null}>
          <Why contest={contest} entrant={why} onClose={() => setWhy(undefined)} />
        </Suspense>
      )}
    </>
  );
}
