import "./contest.css";
import { Medal } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useSelf } from "../frame/me";
import { Avatar } from "../parts/Avatar";
import { Empty } from "../parts/Empty";
import { Go } from "../parts/Go";
import { GoButton } from "../parts/GoButton";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";
import type { Card, State } from "./ask";
import { Countdown, StateBadge } from "./Countdown";
import { scoreText } from "./unit";
import { spanWords } from "./words";

/** What is going on first, then what comes, then what was. */
const groups: { name: string; states: readonly State[] }[] = [
  { name: "now", states: ["running", "frozen", "revealed", "provisional"] },
  { name: "soon", states: ["published", "draft"] },
  { name: "past", states: ["final", "archived", "cancelled"] },
];

/** 竞赛: what is running, where I stand, who is first. */
export default function Contests() {
  const { t } = useTranslation();
  const { data, error } = useRead("/api/contests");
  const begin = data?.may_create && (
    <GoButton to={paths.contestNew()} type="primary">
      {t("contest.list.new")}
    </GoButton>
  );
  return (
    <Page
      title={t("contest.title")}
      purpose={t("contest.list.purpose")}
      actions={data && data.contests.length > 0 && begin}
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton />}
      {data?.contests.length === 0 && (
        <Sheet>
          <Empty
            words={t(data.may_create ? "contest.list.none" : "contest.list.noneYet")}
            example={<Example />}
            action={begin}
          />
        </Sheet>
      )}
      {data &&
        groups.map(({ name, states }) => {
          const cards = data.contests.filter(({ state }) => states.includes(state));
          if (cards.length === 0) return null;
          return (
            <Sheet key={name} title={t(`contest.list.${name}`)}>
              <ul className="contest-cards">
                {cards.map((card) => (
                  <OneCard key={card.id} card={card} />
                ))}
              </ul>
            </Sheet>
          );
        })}
    </Page>
  );
}

function OneCard({ card }: { card: Card }) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const { mine, first, unit } = card;
  const to = card.state === "draft" ? paths.contestEdit(card.id) : paths.contest(card.id);
  return (
    <li className="contest-card" data-dress={card.look}>
      <header>
        <h3>
          <Go to={to}>{card.name}</Go>
        </h3>
        <StateBadge state={card.state} />
      </header>
      <p className="contest-card-when">
        {t(`contest.kind.${card.kind.is}.name`)} · {spanWords(card, { t, days: team })}
        {card.entrants > 0 && <> · {t("contest.entrants", { count: card.entrants })}</>}
      </p>
      <Countdown state={card.state} next={card.next_at} end={card.end} />
      <dl>
        {first && (
          <div>
            <dt>{t("contest.list.first")}</dt>
            <dd>
              {first.name && <Avatar name={first.name} size={28} />}
              <b>{first.name ?? t("contest.unnamed")}</b>{" "}
              <span className="number">{first.score != null && scoreText(unit, first.score)}</span>
            </dd>
          </div>
        )}
        {mine && (
          <div>
            <dt>{t("contest.list.mine")}</dt>
            <dd>
              <b>{t("contest.place", { place: mine.place })}</b>{" "}
              <span className="number">{mine.score != null && scoreText(unit, mine.score)}</span>
            </dd>
          </div>
        )}
      </dl>
      {card.waiting > 0 && (
        <p className="contest-card-waiting">{t("contest.list.waiting", { count: card.waiting })}</p>
      )}
    </li>
  );
}

function Example() {
  const { t } = useTranslation();
  return (
    <span className="contest-example">
      <Medal size={28} strokeWidth={1.4} aria-hidden="true" />
      <span>
        <b>{t("contest.list.example")}</b>
        <br />
        {t("contest.list.exampleRule")}
      </span>
    </span>
  );
}
