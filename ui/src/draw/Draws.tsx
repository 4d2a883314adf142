import "./draw.css";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { Empty } from "../parts/Empty";
import { Go } from "../parts/Go";
import { GoButton } from "../parts/GoButton";
import { DateTime } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";
import type { Card, State as DrawState } from "./ask";
import { Countdown, State } from "./Countdown";
import { ticketsWords } from "./words";

/** What comes first, then what was. */
const groups: { name: string; states: readonly DrawState[] }[] = [
  { name: "coming", states: ["draft", "committed"] },
  { name: "past", states: ["drawn", "cancelled"] },
];

/** 抽奖: what will be drawn, whether I am in, what I won. */
export default function Draws() {
  const { t } = useTranslation();
  const { data, error } = useRead("/api/draws");
  const begin = data?.makes && (
    <GoButton to={paths.drawNew()} type="primary">
      {t("draw.edit.new")}
    </GoButton>
  );
  return (
    <Page
      title={t("draw.title")}
      purpose={t("draw.purpose")}
      actions={data && data.draws.length > 0 && begin}
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton />}
      {data?.draws.length === 0 && (
        <Sheet>
          <Empty
            words={t(data.makes ? "draw.list.none" : "draw.list.noneYet")}
            example={t("draw.list.example")}
            action={begin || <GoButton to={paths.prizes()}>{t("draw.list.prizes")}</GoButton>}
          />
        </Sheet>
      )}
      {data &&
        groups.map(({ name, states }) => {
          const cards = data.draws.filter(({ state }) => states.includes(state));
          if (cards.length === 0) return null;
          return (
            <Sheet key={name} title={t(`draw.list.${name}`)}>
              <ul className="draw-cards">
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
  const { state, prizes, mine, won } = card;
  const names = prizes.map(({ name, count }) => t("draw.times", { name, count }));
  return (
    <li className="draw-card">
      <header>
        <h3>
          <Go to={paths.draw(card.id)}>{card.name}</Go>
        </h3>
        <State state={state} />
      </header>
      <p className="draw-note">
        <DateTime at={card.at} />
        {card.entrants > 0 && <> · {t("draw.entrants", { count: card.entrants })}</>}
      </p>
      <p className="draw-card-prizes">{names.join(t("draw.comma"))}</p>
      {state === "committed" && <Countdown at={card.at} />}
      {won.length > 0 ? (
        <p className="draw-won">{t("draw.list.won", { prize: won.join(t("draw.comma")) })}</p>
      ) : (
        (mine || (!card.runs && state !== "cancelled")) && (
          <p className="draw-mine">
            {mine ? ticketsWords(t, mine) : t("draw.list.out")}
            {state === "drawn" && mine && <> · {t("draw.list.lost")}</>}
          </p>
        )
      )}
    </li>
  );
}
