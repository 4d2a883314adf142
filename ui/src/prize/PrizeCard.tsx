import { useTranslation } from "react-i18next";
import { now } from "../frame/now";
import { count } from "../parts/format";
import { Go } from "../parts/Go";
import { DateTime, Money } from "../parts/Numbers";
import { paths } from "../paths";
import type { Card } from "./ask";
import { Picture } from "./Picture";

/** A prize on the shelf. The whole card leads to it; the link is its name. */
export function PrizeCard({ card }: { card: Card }) {
  const { t } = useTranslation();
  const gone = card.left === 0;
  return (
    <li className="prize-card" data-gone={gone || undefined}>
      <Picture prize={card.id} picture={card.picture} kind={card.kind} />
      <h3>
        <Go to={paths.prize(card.id)}>{card.name}</Go>
      </h3>
      <p className="prize-price">
        <b className="number">{count(card.points)}</b> {t("prize.points")}
        {card.cost_fen != null && card.kind === "cash" && (
          <small>
            <Money fen={card.cost_fen} />
          </small>
        )}
      </p>
      <p className="prize-left">
        {card.saving && <b className="prize-mark">{t("prize.saving.mark")}</b>}
        <Stands card={card} />
      </p>
    </li>
  );
}

/** In a few words, what stands between me and it, or how many are left. */
export function Stands({ card }: { card: Card }) {
  const { t } = useTranslation();
  const { left, from, missing } = card;
  if (left === 0) return t("prize.gone");
  if (from != null && from > now())
    return (
      <>
        <DateTime at={from} shape="day" /> {t("prize.begins")}
      </>
    );
  if (missing > 0) return t("prize.missing", { points: count(missing) });
  if (card.refusal) return t("prize.notNow");
  if (left == null) return t("prize.enough");
  return (
    <span data-low={card.low || undefined}>
      {t(card.low ? "prize.lastOnes" : "prize.left", { count: left })}
    </span>
  );
}
