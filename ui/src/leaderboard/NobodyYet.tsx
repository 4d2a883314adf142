import { useTranslation } from "react-i18next";
import { Empty } from "../parts/Empty";
import { Sheet } from "../parts/Page";
import type { PeriodName } from "../parts/period";
import { Person } from "../parts/Person";
import { money } from "../parts/format";

/** A board without anybody: what will stand here. */
export function NobodyYet({ period }: { period: PeriodName }) {
  const { t } = useTranslation();
  return (
    <Sheet>
      <Empty
        words={t(`leaderboard.empty.${period}`)}
        example={
          <span className="leaderboard-example">
            <b>1</b>
            <Person name={t("leaderboard.empty.name")} hint={t("leaderboard.empty.tier")} />
            <span className="number">{money(1_288_000)}</span>
          </span>
        }
      />
    </Sheet>
  );
}
