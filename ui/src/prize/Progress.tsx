import { useTranslation } from "react-i18next";
import { count } from "../parts/format";
import { Go } from "../parts/Go";
import { paths } from "../paths";
import type { Card } from "./ask";
import { Bar } from "./Bar";

/** Days beyond which a pace promises nothing. */
const longest = 365;

type ProgressProps = {
  card: Pick<Card, "id" | "name" | "points" | "missing" | "days">;
  available: number;
  /** Says what it is for; else it stands beside it. */
  named?: boolean;
};

/** How far a prize is: of its price so much is there, and at this pace so many days. */
export function Progress({ card, available, named }: ProgressProps) {
  const { t } = useTranslation();
  const { missing, days, points } = card;
  const far =
    missing === 0
      ? t("prize.saving.there")
      : days == null || days > longest
        ? t("prize.missing", { points: count(missing) })
        : t("prize.saving.days", { points: count(missing), count: days });
  return (
    <div className="prize-progress">
      {named && (
        <p>
          {t("prize.saving.toward")} <Go to={paths.prize(card.id)}>{card.name}</Go>
        </p>
      )}
      <Bar part={available / points} label={t("prize.saving.toward")} said={far} />
      <p>
        {far}{" "}
        <span className="number prize-of">{`${count(Math.min(available, points))} / ${count(points)}`}</span>
      </p>
    </div>
  );
}
