import "./draw.css";
import "./show.css";
import { ChevronLeft, ChevronRight, RotateCcw, X } from "lucide-react";
import { type CSSProperties, type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useFaces } from "../frame/faces";
import { useGo, usePlace } from "../frame/go";
import { useLive } from "../frame/live";
import { Avatar } from "../parts/Avatar";
import { celebrate } from "../parts/celebrate";
import { FacesContext } from "../parts/faces";
import { paths } from "../paths";
import type { Draw, Winner } from "./ask";
import { Countdown } from "./Countdown";
import { digitsOf, type Scene, scenesOf } from "./stage";

/** The last reel stops then; after it the name comes. */
const rollMillis = 3200;

const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** 开奖大屏: shows what was drawn, prize by prize. It draws nothing itself. */
export default function Show() {
  const id = Number(usePlace().id);
  const { data, error } = useRead("/api/draws/{id}", { params: { path: { id } }, keep: false });
  const faces = useFaces(data !== undefined);
  useLive(data !== undefined);
  return (
    <FacesContext value={faces}>
      <main className="draw-show" data-dress="night">
        {error && <p className="draw-show-alone">{error.words}</p>}
        {data &&
          (data.state === "drawn" ? <Stage key={id} draw={data} /> : <Waiting draw={data} />)}
      </main>
    </FacesContext>
  );
}

/** Before it: what there is, and how long. */
function Waiting({ draw }: { draw: Draw }) {
  const { t } = useTranslation();
  const { plan, state } = draw;
  return (
    <>
      <Top name={plan.name} id={draw.id} />
      <section className="draw-show-scene">
        {state === "committed" && <Countdown at={plan.at} />}
        <Prizes draw={draw} />
        <p>{t(state === "committed" ? "draw.show.waiting" : `draw.state.${state}`)}</p>
      </section>
    </>
  );
}

function Top({ name, id, children }: { name: string; id: number; children?: ReactNode }) {
  const { t } = useTranslation();
  const go = useGo();
  return (
    <header className="draw-show-top">
      <h1>{name}</h1>
      <span>{children}</span>
      <button type="button" aria-label={t("draw.show.leave")} onClick={() => go(paths.draw(id))}>
        <X aria-hidden="true" />
      </button>
    </header>
  );
}

function Prizes({ draw }: { draw: Draw }) {
  const { t } = useTranslation();
  return (
    <ol className="draw-show-prizes">
      {draw.plan.prizes.map(({ name, count }, at) => (
        <li key={`${at + 1}`}>
          <b>{name}</b> {t("draw.places", { count })}
        </li>
      ))}
    </ol>
  );
}

function Stage({ draw }: { draw: Draw }) {
  const { t } = useTranslation();
  const go = useGo();
  // 0 is the beginning: the prizes.
  const [at, setAt] = useState(0);
  const [rolling, setRolling] = useState(false);
  const scenes = scenesOf(draw);
  const scene = scenes[Math.min(at, scenes.length) - 1];
  const over = at >= scenes.length;
  const show = (to: number, roll: boolean) => {
    const next = Math.max(0, Math.min(scenes.length, to));
    if (next === at) return setRolling(false);
    setAt(next);
    setRolling(roll && next > 0 && !still());
  };
  // Whoever goes on while it rolls wants to see who it is.
  const onward = () => (rolling ? setRolling(false) : show(at + 1, true));
  const keyed = useEffectEvent((event: KeyboardEvent) => {
    const { key } = event;
    const onButton = (event.target as HTMLElement).closest("button, a");
    if ((key === " " || key === "Enter") && onButton) return;
    if (["ArrowRight", "PageDown", " ", "Enter"].includes(key)) onward();
    else if (key === "ArrowLeft" || key === "PageUp") show(at - 1, false);
    else if (key === "Home") show(0, false);
    else if (key === "Escape") go(paths.draw(draw.id));
    else return;
    event.preventDefault();
  });
  // Keys, time and confetti are outside React.
  useEffect(() => {
    window.addEventListener("keydown", keyed);
    return () => window.removeEventListener("keydown", keyed);
  }, []);
  useEffect(() => {
    if (!rolling) return;
    const timer = window.setTimeout(() => setRolling(false), rollMillis);
    return () => window.clearTimeout(timer);
  }, [rolling, at]);
  const last = over && scene !== undefined && !rolling;
  useEffect(() => {
    if (last) void celebrate();
  }, [last]);
  return (
    <>
      <Top name={draw.plan.name} id={draw.id}>
        {t("draw.show.at", { at, of: scenes.length })}
      </Top>
      {scene ? (
        <OneScene key={at} scene={scene} draw={draw} rolling={rolling} />
      ) : (
        <section className="draw-show-scene">
          <Prizes draw={draw} />
          {scenes.length === 0 && <p>{t("draw.nobody")}</p>}
        </section>
      )}
      <nav className="draw-show-keys" aria-label={t("draw.show.keys")}>
        <button type="button" disabled={at === 0} onClick={() => show(0, false)}>
          <RotateCcw aria-hidden="true" /> {t("draw.show.again")}
        </button>
        <button type="button" disabled={at === 0} onClick={() => show(at - 1, false)}>
          <ChevronLeft aria-hidden="true" /> {t("draw.show.back")}
        </button>
        <button type="button" data-main disabled={over && !rolling} onClick={onward}>
          {t(over ? "draw.show.over" : "draw.show.next")} <ChevronRight aria-hidden="true" />
        </button>
        <small>{t("draw.show.hint")}</small>
      </nav>
    </>
  );
}

type SceneProps = { scene: Scene; draw: Draw; rolling: boolean };

function OneScene({ scene, draw, rolling }: SceneProps) {
  const { t } = useTranslation();
  const { winners, prize, from } = scene;
  const share = draw.plan.prizes[prize];
  const one = winners.length === 1;
  return (
    <section className="draw-show-scene" aria-live="polite">
      <h2>
        {share?.name}
        {share && share.count > 1 && (
          <small>
            {t("draw.show.nth", { from: from + 1, to: from + winners.length, of: share.count })}
          </small>
        )}
      </h2>
      <ul className="draw-show-won" data-one={one || undefined}>
        {winners.map((winner) => (
          <Card key={winner.number} winner={winner} draw={draw} rolling={rolling} />
        ))}
      </ul>
    </section>
  );
}

type CardProps = { winner: Winner; draw: Draw; rolling: boolean };

/** Tickets roll; then who holds it. While they roll, nobody hears who it is either. */
function Card({ winner, draw, rolling }: CardProps) {
  const { t } = useTranslation();
  const name = winner.name ?? t("draw.unnamed");
  return (
    <li data-rolling={rolling || undefined}>
      <Reels digits={digitsOf(winner.ticket, draw.tickets)} rolling={rolling} />
      {!rolling && (
        <div className="draw-show-who">
          <Avatar name={name} member={winner.member_id} size={240} />
          <b>{name}</b>
          <span className="aside">{t("draw.ticket", { n: winner.ticket })}</span>
        </div>
      )}
    </li>
  );
}

const turns = "012345678901234567890123456789";

/** The ticket's digits, each on a reel. Only where it stands is moved. */
function Reels({ digits, rolling }: { digits: readonly number[]; rolling: boolean }) {
  return (
    <span className="draw-reels number" aria-hidden="true">
      {digits.map((digit, at) => (
        <span className="draw-reel" key={`${at + 1}`}>
          {rolling ? (
            <span
              className="draw-strip"
              style={
                {
                  "--stop": -20 - digit,
                  animationDuration: `${Math.round((rollMillis * (at + 2)) / (digits.length + 2))}ms`,
                } as CSSProperties
              }
            >
              {[...turns].map((one, nth) => (
                <span key={`${nth + 1}`}>{one}</span>
              ))}
            </span>
          ) : (
            digit
          )}
        </span>
      ))}
    </span>
  );
}
