import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../parts/Avatar";
import type { Unit, Wall } from "../ask";
import { scoreText } from "../unit";
import { type First, firstOf } from "./first";

const shownMillis = 9000;

/** The first place that was just taken from another; who was first when the screen opened is not news. */
export function useTakeover(wall: Wall, play: () => void): First | undefined {
  const [shown, setShown] = useState<First>();
  const first = firstOf(wall);
  const name = first?.name;
  const seen = useRef(name);
  const celebrate = useEffectEvent(() => {
    setShown(first);
    play();
  });
  // News comes from outside React, and is news once.
  useEffect(() => {
    const before = seen.current;
    if (name !== undefined) seen.current = name;
    if (name === undefined || before === undefined || before === name) return;
    celebrate();
    const timer = window.setTimeout(() => setShown(undefined), shownMillis);
    return () => {
      window.clearTimeout(timer);
      setShown(undefined);
    };
  }, [name]);
  return shown;
}

/** Who took the first place, over everything. */
export function Takeover({ first, unit }: { first: First; unit: Unit }) {
  const { t } = useTranslation();
  return (
    <section className="wall-takeover" aria-live="assertive">
      <p>{t("contest.wall.takeover")}</p>
      <Avatar name={first.name} size={240} />
      <b>{first.name}</b>
      <span className="number">{scoreText(unit, first.score)}</span>
    </section>
  );
}
