import { ArrowDownToLine, Hourglass } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "antd";
import { now } from "../frame/now";
import { PointsNumber } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { Day } from "./Day";

type Come = { at: number; points: number };
type ComingProps = { maturing: readonly Come[]; expiring: readonly Come[] };

const month = 30 * 86_400_000;
const shown = 4;

/** What runs out within thirty days. */
export const soonest = (expiring: readonly Come[]) =>
  expiring.filter(({ at }) => at <= now() + month);

/** What becomes usable and what runs out, soonest first. */
export function Coming({ maturing, expiring }: ComingProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const coming = [
    ...maturing.map((one) => ({ ...one, kind: "maturing" as const })),
    ...soonest(expiring).map((one) => ({ ...one, kind: "expiring" as const })),
  ].sort((a, b) => a.at - b.at);
  if (coming.length === 0) return null;
  const icons = { maturing: ArrowDownToLine, expiring: Hourglass };
  return (
    <Sheet
      title={t("points.coming.title")}
      aside={
        coming.length > shown && (
          <Button type="link" size="small" onClick={() => setAll(!all)} aria-expanded={all}>
            {t(all ? "points.coming.fewer" : "points.coming.all", { count: coming.length })}
          </Button>
        )
      }
    >
      <ul className="points-coming">
        {coming.slice(0, all ? undefined : shown).map(({ at, points, kind }) => {
          const Icon = icons[kind];
          return (
            <li key={`${kind}${at}`} data-kind={kind}>
              <Icon size={16} strokeWidth={1.6} aria-hidden="true" />
              <Day at={at} before={kind === "expiring"} />
              <span>{t(`points.coming.${kind}`)}</span>
              <PointsNumber points={kind === "maturing" ? points : -points} sign />
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
