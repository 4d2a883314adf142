import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useSelf } from "../frame/me";
import { Change } from "../parts/Change";
import { count, money } from "../parts/format";
import { PointsNumber } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { Skeleton } from "../parts/Skeleton";
import { Stat, Stats } from "../parts/Stat";
import { paths } from "../paths";

const ask = { measure: "net_sales", period: "month" } as const;

/** My month: my place, what it takes to get on, my points. Not for a founder who sells nothing. */
export function Mine() {
  const { t } = useTranslation();
  const { member, role } = useSelf();
  const { data } = useRead("/api/board/around", { params: { query: ask } });
  const { data: purse } = useRead("/api/points/members/{id}", {
    params: { path: { id: member.id } },
  });
  if (!data)
    return role !== "founder" ? (
      <Sheet>
        <Skeleton />
      </Sheet>
    ) : null;
  const { me, gap, rounded, compared } = data;
  if (!me && role === "founder") return null;
  return (
    <Sheet>
      <Stats>
        <Stat
          great
          label={t("home.mine.place")}
          to={paths.board({ view: "me" })}
          note={
            me && (
              <>
                {t("home.mine.of", { count: data.count })}{" "}
                {compared && <Change by={me.before == null ? null : me.before - me.place} />}
              </>
            )
          }
        >
          <span className="home-place">
            {me ? t("home.mine.number", { place: me.place }) : t("home.mine.none")}
          </span>
        </Stat>
        {purse && (
          <Stat
            label={t("home.mine.points")}
            to={paths.points()}
            note={t("home.mine.pending", { points: count(purse.pending) })}
          >
            <PointsNumber points={purse.available} />
          </Stat>
        )}
      </Stats>
      {gap && (
        <p className="home-gap">
          {t(rounded ? "home.mine.gapAtMost" : "home.mine.gap", {
            more: money(gap.more_to_pass),
            place: gap.place,
          })}
        </p>
      )}
      {me?.place === 1 && <p className="home-gap">{t("home.mine.first")}</p>}
    </Sheet>
  );
}
