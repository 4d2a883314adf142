import { Button, Progress, Segmented } from "antd";
import { ChevronLeft, ChevronRight, Pause, Play, RotateCcw } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/hooks";
import { Avatar } from "../../parts/Avatar";
import { Go } from "../../parts/Go";
import { Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import { paths } from "../../paths";
import type { Ceremony, Unit } from "../ask";
import { scoreText } from "../unit";
import { wonWords } from "../words";
import { holdMillis, type Step, stage, since } from "./stage";

const speeds = { slow: 6000, even: 3500, fast: 1500 } as const;
type Speed = keyof typeof speeds;
const ahead = 6;

type DeskProps = { id: number; ceremony: Ceremony; unit: Unit };

/** Forward, back, again, by itself. The page answers the key at once; the wall follows. */
export function Desk({ id, ceremony, unit }: DeskProps) {
  const { t } = useTranslation();
  const { steps, rehearsal } = ceremony;
  const [at, setAt] = useState(ceremony.at);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>("even");
  const tell = useWrite("put", "/api/contests/{id}/ceremony", { quiet: true });
  // One after the other: a step that overtook another on the way would turn the wall back.
  const told = useRef<Promise<unknown>>(Promise.resolve());
  const go = (to: number) => {
    const next = Math.max(0, Math.min(steps.length, to));
    if (next === at) return;
    setAt(next);
    const step = { params: { path: { id } }, body: { at: next, rehearsal } };
    told.current = told.current.then(() => tell.run(step));
  };
  const { now, next, placed, of } = stage(steps, at);
  const over = at >= steps.length;
  const keyed = useEffectEvent((event: KeyboardEvent) => {
    const place = event.target as HTMLElement;
    // A button under the focus has keys of its own.
    if (place.closest("input, textarea, [role=dialog]")) return;
    const key = event.key;
    if (key === " " && place.closest("button, a")) return;
    if (key === "ArrowRight" || key === "PageDown") go(at + 1);
    else if (key === "ArrowLeft" || key === "PageUp") go(at - 1);
    else if (key === "Home") go(0);
    else if (key === " ") setPlaying((was) => !was);
    else return;
    event.preventDefault();
  });
  // Keys and time are outside React.
  useEffect(() => {
    window.addEventListener("keydown", keyed);
    return () => window.removeEventListener("keydown", keyed);
  }, []);
  const onward = useEffectEvent(() => go(at + 1));
  const hold = holdMillis(now, speeds[speed]);
  useEffect(() => {
    if (!playing || over) return;
    const timer = window.setTimeout(onward, hold);
    return () => window.clearTimeout(timer);
  }, [playing, over, at, hold]);
  return (
    <Sheet
      title={t(rehearsal ? "contest.ceremony.rehearsing" : "contest.ceremony.desk")}
      aside={<small>{t("contest.ceremony.placed", { placed, of })}</small>}
    >
      <div className="ceremony">
        <Progress
          percent={steps.length > 0 ? Math.round((100 * at) / steps.length) : 0}
          showInfo={false}
          aria-label={t("contest.ceremony.desk")}
        />
        <div className="ceremony-now" aria-live="polite">
          {now ? <Shown step={now} unit={unit} /> : <p>{t("contest.ceremony.begin")}</p>}
        </div>
        <div className="ceremony-keys">
          <Button
            icon={<RotateCcw size={16} aria-hidden="true" />}
            disabled={at === 0}
            onClick={() => go(0)}
          >
            {t("contest.ceremony.again")}
          </Button>
          <Button
            icon={<ChevronLeft size={16} aria-hidden="true" />}
            disabled={at === 0}
            onClick={() => go(at - 1)}
          >
            {t("contest.ceremony.back")}
          </Button>
          <Button
            type="primary"
            size="large"
            icon={<ChevronRight size={18} aria-hidden="true" />}
            disabled={over}
            onClick={() => go(at + 1)}
          >
            {t(over ? "contest.ceremony.over" : "contest.ceremony.next")}
          </Button>
          <Button
            icon={
              playing ? (
                <Pause size={16} aria-hidden="true" />
              ) : (
                <Play size={16} aria-hidden="true" />
              )
            }
            disabled={over}
            onClick={() => setPlaying(!playing)}
          >
            {t(playing ? "contest.ceremony.pause" : "contest.ceremony.play")}
          </Button>
          <Segmented<Speed>
            aria-label={t("contest.ceremony.speed")}
            value={speed}
            options={(Object.keys(speeds) as Speed[]).map((value) => ({
              value,
              label: t(`contest.ceremony.${value}`),
            }))}
            onChange={setSpeed}
          />
        </div>
        <p className="contest-note">{t("contest.ceremony.keys")}</p>
        {tell.problem && <RefusalList problem={tell.problem} />}
        {over && !rehearsal && (
          <p>
            {t("contest.ceremony.after")} <Go to={paths.contest(id)}>{t("contest.edit.back")}</Go>
          </p>
        )}
        {next && (
          <>
            <h3>{t("contest.ceremony.coming")}</h3>
            <ol className="ceremony-coming">
              {steps.slice(at, at + ahead).map((step, index) => (
                <li key={`${at + index}`}>
                  <Line step={step} unit={unit} />
                </li>
              ))}
            </ol>
          </>
        )}
      </div>
    </Sheet>
  );
}

function Shown({ step, unit }: { step: Step; unit: Unit }) {
  const { t } = useTranslation();
  return (
    <>
      <Avatar name={step.name} member={step.member_id} size={72} />
      <div>
        <b>{step.name}</b>
        <p>
          {step.is_final ? t("contest.place", { place: step.place }) : t("contest.ceremony.moving")}
          {step.score != null && <> · {scoreText(unit, step.score)}</>}
        </p>
        {step.prizes.length > 0 && (
          <p className="ceremony-won">
            {step.prizes.map((prize) => wonWords(t, prize)).join(t("contest.words.comma"))}
          </p>
        )}
        {since(t, step, unit).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </>
  );
}

/** A step that is still to come, for the presenter alone. */
function Line({ step, unit }: { step: Step; unit: Unit }) {
  const { t } = useTranslation();
  const scores = [step.score_before, step.score]
    .filter((score) => score != null)
    .map((score) => scoreText(unit, score));
  return (
    <>
      <Avatar name={step.name} member={step.member_id} size={28} />
      <b>{step.name}</b>
      <span className="number">{[...new Set(scores)].join(" → ")}</span>
      <span>
        {step.is_final
          ? t("contest.place", { place: step.place })
          : t("contest.ceremony.up", { count: Math.max(0, step.from - step.to) })}
      </span>
    </>
  );
}
