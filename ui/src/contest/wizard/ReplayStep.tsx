import { Button, Progress, Segmented } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import type { Answer } from "../../api/client";
import { useSelf } from "../../frame/me";
import { Avatar } from "../../parts/Avatar";
import { count, money, percent } from "../../parts/format";
import { RefusalList } from "../../parts/RefusalList";
import { spanWords, wonWords } from "../words";
import type { StepProps } from "./draft";

type Replay = Answer<"get", "/api/contests/replays/{id}">;
const beatMillis = 700;

/** Who would have won, had this rule held in the last months. */
export default function ReplayStep({ draft }: StepProps) {
  const { t } = useTranslation();
  const [months, setMonths] = useState(6);
  const [id, setId] = useState<number>();
  const begin = useWrite("post", "/api/contests/replays", {
    quiet: true,
    done: (answer) => setId(answer.id),
  });
  const stop = useWrite("delete", "/api/contests/replays/{id}", { quiet: true });
  const { data, refetch } = useRead("/api/contests/replays/{id}", {
    params: { path: { id: id ?? 0 } },
    enabled: id !== undefined,
    keep: false,
  });
  const going = id !== undefined && data !== undefined && !data.finished && !data.failed;
  // The server works by itself; how far it is has to be asked.
  useEffect(() => {
    if (!going) return;
    const timer = window.setInterval(() => void refetch(), beatMillis);
    return () => window.clearInterval(timer);
  }, [going, refetch]);
  return (
    <div className="contest-replay">
      <p>{t("contest.replay.purpose")}</p>
      {draft.rule.prizes.some(({ to }) => to.is === "duel") && (
        <p className="contest-note">{t("contest.replay.duels")}</p>
      )}
      <div className="contest-replay-ask">
        <Segmented
          aria-label={t("contest.replay.months")}
          value={months}
          options={[3, 6, 12].map((value) => ({
            value,
            label: t("contest.replay.last", { count: value }),
          }))}
          onChange={setMonths}
        />
        {going ? (
          <Button
            onClick={() => void stop.run({ params: { path: { id } } }).then(() => setId(undefined))}
          >
            {t("contest.replay.stop")}
          </Button>
        ) : (
          <Button
            loading={begin.pending}
            onClick={() => void begin.run({ body: { rule: draft.rule, months } })}
          >
            {t(data?.summary ? "contest.replay.again" : "contest.replay.begin")}
          </Button>
        )}
      </div>
      {begin.problem && <RefusalList problem={begin.problem} />}
      {going && (
        <div role="status">
          <Progress
            percent={data.of > 0 ? Math.round((100 * data.done) / data.of) : 0}
            showInfo={false}
            aria-label={t("contest.replay.going")}
          />
          {t("contest.replay.done", { done: data.done, of: data.of })}
        </div>
      )}
      {data?.failed && <p className="contest-bad">{t("contest.replay.failed")}</p>}
      {data?.summary && <Summary summary={data.summary} />}
      {data && data.months.length > 0 && <Months months={data.months} />}
    </div>
  );
}

/** Half of everything to three people is a contest for three people. */
const tight = 5000;

function Summary({ summary }: { summary: NonNullable<Replay["summary"]> }) {
  const { t } = useTranslation();
  const { winners, never, took_part, top3_share, points, cost_fen } = summary;
  return (
    <div className="contest-replay-sum">
      <p>
        {t(top3_share > tight ? "contest.replay.tight" : "contest.replay.wide", {
          share: percent(top3_share),
        })}
      </p>
      <div
        className="contest-share"
        data-tight={top3_share > tight || undefined}
        aria-hidden="true"
      >
        <i style={{ transform: `scaleX(${top3_share / 10_000})` }} />
      </div>
      <p>{t("contest.replay.never", { never: count(never), of: count(took_part) })}</p>
      <p>
        {t("contest.replay.points", { points: count(points) })}
        {cost_fen > 0 && t("contest.replay.cost", { money: money(cost_fen) })}
      </p>
      <ol className="contest-replay-winners">
        {winners.slice(0, 5).map((one) => (
          <li key={one.member_id}>
            <Avatar name={one.name} member={one.member_id} size={28} />
            <b>{one.name}</b>
            <span>
              {t("contest.replay.times", { count: one.times })}
              {one.points > 0 && <> · {t("contest.words.points", { count: one.points })}</>}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Months({ months }: { months: Replay["months"] }) {
  const { t } = useTranslation();
  const { team } = useSelf();
  return (
    <ol className="contest-replay-months">
      {[...months]
        .sort((a, b) => b.window.start - a.window.start)
        .map((month) => (
          <li key={month.window.start}>
            <h3>
              <span>{spanWords(month.window, { t, days: team })}</span>
              <small>
                {t("contest.replay.placed", { placed: month.placed, entrants: month.entrants })}
              </small>
            </h3>
            {month.winners.length === 0 ? (
              <p>{t("contest.replay.nobody")}</p>
            ) : (
              <ul>
                {month.winners.slice(0, 10).map((winner) => (
                  <li key={`${winner.member_id}.${winner.place}.${winner.points}.${winner.thing}`}>
                    <Avatar name={winner.name} member={winner.member_id} size={24} />
                    {winner.name}
                    <small>{wonWords(t, winner)}</small>
                  </li>
                ))}
                {month.winners_count > 10 && (
                  <li>{t("contest.replay.more", { count: month.winners_count - 10 })}</li>
                )}
              </ul>
            )}
          </li>
        ))}
    </ol>
  );
}
