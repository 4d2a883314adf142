import "./draw.css";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { usePlace } from "../frame/go";
import { useSelf } from "../frame/me";
import { GoButton } from "../parts/GoButton";
import { time } from "../parts/format";
import { DateTime, Money, Percent } from "../parts/Numbers";
import { useMemberName } from "../parts/OnePick";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { Stat, Stats } from "../parts/Stat";
import { paths } from "../paths";
import { Acts } from "./Acts";
import type { Draw as OneDraw } from "./ask";
import { Check } from "./Check";
import { Countdown, State } from "./Countdown";
import { Trust } from "./Trust";
import { chance, howWords, ticketsWords } from "./words";

const Winners = lazy(() => import("./Winners"));
const Verify = lazy(() => import("./Verify"));

/** A draw: before it what there is and how it is kept honest, after it who won and the proof. */
export default function Draw() {
  const { t } = useTranslation();
  const id = Number(usePlace().id);
  const { data, error } = useRead("/api/draws/{id}", { params: { path: { id } }, keep: false });
  return (
    <Page
      title={data?.plan.name ?? t("draw.one")}
      purpose={data && t("draw.by", { name: data.by })}
      actions={
        <>
          <GoButton to={paths.draws()}>{t("draw.back")}</GoButton>
          {data && <Acts draw={data} />}
        </>
      }
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton rows={8} />}
      {data && <Whole key={id} draw={data} />}
    </Page>
  );
}

function Whole({ draw }: { draw: OneDraw }) {
  const { t } = useTranslation();
  const { state, plan, check } = draw;
  return (
    <>
      <Head draw={draw} />
      {state === "drawn" && (
        <Suspense fallback={<Skeleton />}>
          <Winners draw={draw} />
          <Verify draw={draw} />
        </Suspense>
      )}
      {check && state === "draft" && <Check check={check} />}
      <Sheet title={t("draw.prizes")}>
        <Prizes draw={draw} />
        {plan.words && <p className="draw-words">{plan.words}</p>}
      </Sheet>
      <Sheet title={t("draw.who.title")}>
        <Who draw={draw} />
      </Sheet>
      <Trust draw={draw} />
      {check && state === "committed" && <Check check={check} />}
    </>
  );
}

function Head({ draw }: { draw: OneDraw }) {
  const { t } = useTranslation();
  const { state, plan, entrants, tickets, mine, winners } = draw;
  const won = winners.filter((winner) => winner.mine);
  return (
    <Sheet>
      <div className="draw-head">
        <p>
          <State state={state} /> <DateTime at={draw.drawn_at ?? plan.at} />
        </p>
        {state === "committed" && (
          <div>
            <Countdown at={plan.at} />
            {draw.may.includes("draw") && (
              <p className="draw-note" id="draw-early">
                {t("draw.early")}
              </p>
            )}
          </div>
        )}
        {draw.cancelled_reason && <p>{t("draw.cancelled", { reason: draw.cancelled_reason })}</p>}
        <p className="draw-in" data-won={won.length > 0 || undefined}>
          {won.length > 0
            ? t("draw.list.won", {
                prize: won.map(({ prize }) => plan.prizes[prize]?.name ?? "").join(t("draw.comma")),
              })
            : mine
              ? t("draw.in", { tickets: ticketsWords(t, mine) })
              : null}
        </p>
        {mine && state === "committed" && (
          <p>
            {t("draw.odds", { odds: `${mine.count}/${tickets}` })}{" "}
            <Percent bp={chance(mine.count, tickets)} />
          </p>
        )}
        {!mine && state !== "cancelled" && <Out draw={draw} />}
        <Stats>
          <Stat label={t("draw.stat.prizes")}>
            {t("draw.places", {
              count: plan.prizes.reduce((sum, { count }) => sum + count, 0),
            })}
          </Stat>
          <Stat label={t("draw.stat.entrants")}>{t("draw.people", { count: entrants })}</Stat>
          <Stat label={t("draw.stat.tickets")}>{t("draw.pieces", { count: tickets })}</Stat>
        </Stats>
      </div>
    </Sheet>
  );
}

/** Why I am not in. */
function Out({ draw }: { draw: OneDraw }) {
  const { t } = useTranslation();
  const { member } = useSelf();
  return (
    <p className="draw-in">
      {draw.by === member.name
        ? t("draw.out.runs")
        : t(draw.state === "draft" ? "draw.out.draft" : "draw.out.words")}
    </p>
  );
}

function Prizes({ draw }: { draw: OneDraw }) {
  const { t } = useTranslation();
  const { prizes } = draw.plan;
  const worth = prizes.reduce((sum, { count, worth_fen }) => sum + count * worth_fen, 0);
  return (
    <>
      <ol className="draw-prizes">
        {prizes.map(({ name, count, worth_fen }, at) => (
          <li key={`${at + 1}`}>
            <b>{name}</b>
            <span>{t("draw.places", { count })}</span>
            <span>
              {t("draw.each")} <Money fen={worth_fen} />
            </span>
          </li>
        ))}
      </ol>
      <p className="draw-note">
        {t("draw.order")} {t("draw.worth")} <Money fen={worth} />
      </p>
    </>
  );
}

/** Who takes part, how tickets are given, who can win. */
function Who({ draw }: { draw: OneDraw }) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const { plan } = draw;
  const { data } = useRead("/api/tiers", { enabled: plan.tiers.length > 0 });
  const branch = useMemberName(plan.branch);
  const tiers = plan.tiers.map((id) => data?.find((tier) => tier.id === id)?.name ?? "…");
  return (
    <dl className="draw-terms">
      <div>
        <dt>{t("draw.who.who")}</dt>
        <dd>
          {tiers.length > 0 ? tiers.join(t("draw.comma")) : t("draw.who.all")}
          {plan.branch != null && (
            <> · {branch ? t("draw.who.branch", { name: branch }) : t("draw.who.someBranch")}</>
          )}
        </dd>
      </div>
      <div>
        <dt>{t("draw.who.tickets")}</dt>
        <dd>{howWords(t, plan.tickets, (at) => time(at, team.zone, "minute"))}</dd>
      </div>
      <div>
        <dt>{t("draw.who.again")}</dt>
        <dd>{t(plan.wins_again ? "draw.who.twice" : "draw.who.once")}</dd>
      </div>
      <div>
        <dt>{t("draw.who.public")}</dt>
        <dd>
          {plan.public ?? t("draw.who.noPublic")}
          {draw.public_word != null && (
            <>
              {" "}
              <b>{draw.public_word}</b>
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}
