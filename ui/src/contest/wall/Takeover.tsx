import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../parts/Avatar";
import type { Unit, Wall } from "../ask";
import { scoreText } from "../unit";
import { knownOf, type News, newsOf } from "./first";

const shownMillis = 9000;

/** What was just won; what was so when the screen opened is not news. */
export function useTakeover(wall: Wall, play: () => void): News | undefined {
  const [shown, setShown] = useState<News>();
  const known = knownOf(wall);
  const seen = useRef(known);
  const key = JSON.stringify(known);
  const told = useEffectEvent((): boolean => {
    const news = newsOf(seen.current, known);
    // What is hidden for a while is still known.
    seen.current = { ...seen.current, ...JSON.parse(JSON.stringify(known)) };
    if (!news) return false;
    setShown(news);
    play();
    return true;
  });
  // News comes from outside React, and is news once.
  useEffect(() => {
    if (!told()) return;
    const timer = window.setTimeout(() => setShown(undefined), shownMillis);
    return () => {
      window.clearTimeout(timer);
      setShown(undefined);
    };
  }, [key]);
  return shown;
}

/** Who took the first place, or whose order is the largest, over everything. */
export function Takeover({ news, unit }: { news: News; unit: Unit }) {
  const { t } = useTranslation();
  return (
    <section className="wall-takeover" aria-live="assertive">
      <p>{t(`contest.wall.news.${news.of}`)}</p>
      <Avatar name={news.name} member={news.member} size={240} />
      <b>{news.name}</b>
      <span className="number">{scoreText(news.of === "record" ? "fen" : unit, news.score)}</span>
    </section>
  );
}
