import "./duel.css";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { Avatar } from "../../parts/Avatar";
import { Empty } from "../../parts/Empty";
import { Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import type { Contest, Duel } from "../ask";
import { useTurn } from "../Countdown";
import { Challenge } from "./Challenge";
import { OwnDuel } from "./OwnDuel";
import { Pair } from "./Pair";
import { type Sorted, sorted } from "./duel";

/** When the next open challenge times out: whoever waits is free then. */
function nextEnd(duels: readonly Duel[] | undefined): number | undefined {
  const open = (duels ?? []).filter(({ state }) => state === "waiting");
  return open.length > 0 ? Math.min(...open.map(({ until }) => until)) : undefined;
}

/** 对决: who challenged whom, who fights whom, and how it ended. */
export default function Duels({ contest }: { contest: Contest }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  const { id } = contest;
  const { data, error } = useRead("/api/contests/{id}/duels", {
    params: { path: { id } },
  });
  useTurn(nextEnd(data?.duels));
  if (!data) return error ? <RefusalList problem={error} /> : null;
  const all = sorted(data.duels);
  const challenges = data.may_challenge && (
    <Button type={data.duels.length > 0 ? "link" : "default"} onClick={() => setAsks(true)}>
      {t("contest.duels.challenge")}
    </Button>
  );
  return (
    <Sheet title={t("contest.duels.title")} aside={data.duels.length > 0 && challenges}>
      {data.duels.length === 0 && (
        <Empty
          words={t(data.may_challenge ? "contest.duels.none" : "contest.duels.noneYet")}
          example={<Example />}
          action={challenges}
        />
      )}
      <Lists contest={contest} all={all} />
      {asks && <Challenge id={id} onClose={() => setAsks(false)} />}
    </Sheet>
  );
}

function Lists({ contest, all }: { contest: Contest; all: Sorted }) {
  const { t } = useTranslation();
  const { state } = contest;
  return (
    <>
      {all.own.map((duel) => (
        <OwnDuel key={duel.id} contest={contest} duel={duel} />
      ))}
      {all.fights.length > 0 && (
        <ul className="contest-duels" aria-label={t("contest.duels.fights")}>
          {all.fights.map((duel) => (
            <li key={duel.id}>
              <Pair duel={duel} unit={contest.unit} state={state} />
            </li>
          ))}
        </ul>
      )}
      {state === "frozen" && all.fights.length + all.own.length > 0 && (
        <p className="contest-note">{t("contest.duels.frozen")}</p>
      )}
      <Quiet title={t("contest.duels.open", { count: all.open.length })} duels={all.open} />
      <Quiet title={t("contest.duels.closed", { count: all.closed.length })} duels={all.closed} />
    </>
  );
}

/** Challenges that are no fight: a line each, for whoever wants to look. */
function Quiet({ title, duels }: { title: string; duels: readonly Duel[] }) {
  const { t } = useTranslation();
  const unnamed = t("contest.unnamed");
  if (duels.length === 0) return null;
  return (
    <details className="contest-more">
      <summary>{title}</summary>
      <ul className="contest-duels-quiet">
        {duels.map((duel) => (
          <li key={duel.id}>
            <span>
              {t("contest.duels.from", {
                from: duel.challenger.name ?? unnamed,
                to: duel.challenged.name ?? unnamed,
              })}
            </span>
            <small>{t(`contest.duels.state.${duel.state}`)}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Two who face each other, as it will look. */
function Example() {
  const { t } = useTranslation();
  const names = t("contest.duels.example").split("|");
  return (
    <div className="contest-duel-example" aria-hidden="true">
      <Avatar name={names[0] ?? ""} />
      <span>{names[0]}</span>
      <b className="contest-duel-against">{t("contest.duels.against")}</b>
      <span>{names[1]}</span>
      <Avatar name={names[1] ?? ""} />
    </div>
  );
}
