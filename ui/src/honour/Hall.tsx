import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { usePlace } from "../frame/go";
import { useSelf } from "../frame/me";
import { Avatar } from "../parts/Avatar";
import { Empty } from "../parts/Empty";
import { count, dayStart, money, time } from "../parts/format";
import { Go } from "../parts/Go";
import { DateTime } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";
import type { Hall as Honours } from "./ask";
import "./honour.css";
import { Medal } from "./Medal";
import { Held } from "./title/Held";

/** 荣誉墙: what somebody earned, was thanked for and won. */
export default function Hall() {
  const { t } = useTranslation();
  const { member, team } = useSelf();
  const place = usePlace().id;
  const id = place === undefined ? member.id : Number(place);
  const { data, error } = useRead("/api/honours/{id}", { params: { path: { id } }, keep: false });
  if (error)
    return (
      <Page title={t("honour.hall.title")}>
        <Sheet>
          <RefusalList problem={error} />
        </Sheet>
      </Page>
    );
  if (!data)
    return (
      <Page title={t("honour.hall.title")}>
        <Sheet>
          <Skeleton />
        </Sheet>
      </Page>
    );
  const since = t("honour.hall.since", { day: time(data.joined_at, team.zone, "day") });
  return (
    <Page
      title={
        <span className="honour-name">
          <Avatar name={data.name} member={data.member_id} size={56} />
          {data.mine ? t("honour.hall.mine") : t("honour.hall.of", { name: data.name })}
        </span>
      }
      purpose={data.tier ? `${data.tier} · ${since}` : since}
    >
      <Held hall={data} />
      <Badges hall={data} />
      <Praised hall={data} />
      <Won hall={data} />
    </Page>
  );
}

function Badges({ hall: { badges, ahead, lost, frozen_at } }: { hall: Honours }) {
  const { t } = useTranslation();
  const { team } = useSelf();
  return (
    <Sheet title={t("honour.hall.badges", { count: badges.length })}>
      {badges.length === 0 && <Empty words={t("honour.hall.noBadges")} />}
      <ul className="honour-medals">
        {badges.map(({ badge, name, how, day, times, fen, sale_id }) => (
          <li key={badge}>
            <Medal badge={badge} earned />
            <div>
              <h3>
                {sale_id == null ? name : <Go to={paths.sale(sale_id)}>{name}</Go>}
                {times > 1 && <small> × {count(times)}</small>}
              </h3>
              <p>{how}</p>
              <p>
                {t("honour.hall.earned", { day: time(dayStart(team, day), team.zone, "day") })}
                {fen != null && ` · ${money(fen)}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {frozen_at != null && (
        <p className="honour-note">
          {t("honour.hall.frozen", { at: time(frozen_at, team.zone, "minute") })}
        </p>
      )}
      {lost.length > 0 && (
        <p className="honour-note">
          {t("honour.hall.lost", { names: lost.join(t("honour.comma")) })}
        </p>
      )}
      {ahead.length > 0 && (
        <>
          <h3 className="honour-next">{t("honour.hall.ahead")}</h3>
          <ul className="honour-medals">
            {ahead.map(({ badge, name, how, unit, have, need }) => {
              const say = unit === "fen" ? money : (value: number) => count(value);
              return (
                <li key={badge}>
                  <Medal badge={badge} earned={false} />
                  <div>
                    <h3>{name}</h3>
                    <p>{how}</p>
                    <p>{t(`honour.hall.unit.${unit}`, { have: say(have), need: say(need) })}</p>
                  </div>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </Sheet>
  );
}

function Praised({ hall: { praised, mine } }: { hall: Honours }) {
  const { t } = useTranslation();
  const to = mine ? paths.praises({ of: "received" }) : paths.praises();
  return (
    <Sheet title={t("honour.hall.praised")} aside={<Go to={to}>{t("honour.hall.toWall")}</Go>}>
      {praised.length === 0 ? (
        <p>{t("honour.hall.noPraise")}</p>
      ) : (
        <ul className="honour-counts">
          {praised.map((one) => (
            <li key={one.value}>
              <b className="number">{count(one.count)}</b>
              {one.value}
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function Won({ hall: { won } }: { hall: Honours }) {
  const { t } = useTranslation();
  if (won.length === 0) return null;
  return (
    <Sheet title={t("honour.hall.won")}>
      <ul className="honour-won">
        {won.map(({ contest_id, name, place, points, thing, at }) => (
          <li key={`${contest_id}-${place}-${points}-${thing}`}>
            <b className="honour-value">{t("honour.hall.place", { place })}</b>
            <span>
              <Go to={paths.contest(contest_id)}>{name}</Go>
              <small>
                {points > 0 && `${t("honour.hall.points", { points: count(points) })} `}
                {thing && `${thing} `}
                <DateTime at={at} shape="day" />
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
