import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import type { Answer } from "../api/client";
import { count, money } from "../parts/format";
import { Go } from "../parts/Go";
import { Money, PointsNumber } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { Stat, Stats } from "../parts/Stat";
import { paths } from "../paths";

type Seen = Answer<"get", "/api/prizes/overview">;

/** What the team still owes in prizes, what it spent, what is wanted and what runs out. */
export function Overview() {
  const { t } = useTranslation();
  const { data, error } = useRead("/api/prizes/overview");
  if (error) return <RefusalList problem={error} />;
  if (!data) return <Skeleton />;
  return (
    <>
      <Sheet>
        <Owed seen={data} />
      </Sheet>
      {data.low.length > 0 && (
        <Sheet title={t("prize.overview.low")}>
          <ul className="prize-list">
            {data.low.map((one) => (
              <li key={one.prize_id}>
                <Go to={paths.prizeEdit(one.prize_id)}>{one.name}</Go>
                <b className="number" data-low>
                  {one.left === 0 ? t("prize.gone") : t("prize.left", { count: one.left })}
                </b>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {data.months.length > 0 && (
        <div className="prize-two">
          <Sheet title={t("prize.overview.months")}>
            <Months seen={data} />
          </Sheet>
          <Sheet title={t("prize.overview.popular")}>
            <ol className="prize-list">
              {data.popular.map((one) => (
                <li key={one.prize_id}>
                  <Go to={paths.prizeEdit(one.prize_id)}>{one.name}</Go>
                  <span className="number">
                    {t("prize.pieces", { count: one.pieces })} ·{" "}
                    {t("prize.price", { points: count(one.points) })}
                  </span>
                </li>
              ))}
            </ol>
          </Sheet>
        </div>
      )}
    </>
  );
}

function Owed({ seen }: { seen: Seen }) {
  const { t } = useTranslation();
  const { liability_fen: fen, fen_per_1000: rate, basis } = seen;
  return (
    <Stats>
      <Stat
        great
        label={t("prize.overview.liability")}
        note={
          rate == null
            ? t("prize.overview.basis.none")
            : t(`prize.overview.basis.${basis}`, { money: money(rate) })
        }
      >
        {fen == null ? "–" : <Money fen={fen} />}
      </Stat>
      <Stat label={t("prize.overview.open")} to={paths.pointsMembers()}>
        <PointsNumber points={seen.open_points} />
      </Stat>
      <Stat label={t("prize.overview.pending")}>
        <PointsNumber points={seen.pending_points} />
      </Stat>
      <Stat label={t("prize.overview.reserved")} to={paths.redemptions()}>
        <PointsNumber points={seen.reserved_points} />
      </Stat>
    </Stats>
  );
}

function Months({ seen }: { seen: Seen }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...seen.months.map(({ cost_fen }) => cost_fen));
  return (
    <ul className="prize-months">
      {seen.months.map((month) => (
        <li key={month.month}>
          <span className="number">{month.month}</span>
          <span>
            <span className="prize-month-bar" aria-hidden="true">
              <i style={{ transform: `scaleX(${month.cost_fen / most})` }} />
            </span>
            <small>
              {t("prize.overview.month", {
                count: month.redemptions,
                points: count(month.points),
              })}
            </small>
          </span>
          <Money fen={month.cost_fen} />
        </li>
      ))}
    </ul>
  );
}
