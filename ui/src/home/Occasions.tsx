import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useSelf } from "../frame/me";
import { plainDay } from "../parts/format";
import { Go } from "../parts/Go";
import { Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { paths } from "../paths";

/** As many as there is room for. */
const most = 6;

/** My own birthday or joining day; nothing is shown on other days. */
export function OwnDay() {
  const { t } = useTranslation();
  const { member } = useSelf();
  const { data } = useRead("/api/occasions");
  if (!data || data.own.length === 0) return null;
  return (
    <Sheet>
      {data.own.map(({ what, years }) => (
        <div key={what} className="home-own-day">
          <h2>{t(`home.occasion.own.${what}`, { name: member.name, count: years ?? 0 })}</h2>
          <p>{t(`home.occasion.wish.${what}`)}</p>
        </div>
      ))}
    </Sheet>
  );
}

/** The days that others keep this week; nothing is shown when there are none. */
export function Occasions() {
  const { t } = useTranslation();
  const { data } = useRead("/api/occasions");
  if (!data || data.others.length === 0) return null;
  const { today, others, more } = data;
  const left = more + Math.max(0, others.length - most);
  return (
    <Sheet title={t("home.occasion.title")}>
      <ul className="home-waiting home-occasions">
        {others.slice(0, most).map((one) => (
          <li key={`${one.what} ${one.member_id}`}>
            <Person
              name={one.name}
              member={one.member_id}
              hint={t(`home.occasion.what.${one.what}`, { count: one.years ?? 0 })}
            />
            <time dateTime={one.day} data-today={one.day === today || undefined}>
              {one.day === today ? t("home.occasion.today") : plainDay(one.day)}
            </time>
            <span className="home-occasion-acts">
              {one.card && (
                <Go
                  to={paths.posters({ kind: "birthday", member: one.member_id })}
                  aria-label={t("home.occasion.cardOf", { name: one.name })}
                >
                  {t("home.occasion.card")}
                </Go>
              )}
              <Go
                to={paths.praises({ give: 1, to: one.member_id, name: one.name })}
                aria-label={t("home.occasion.praiseOf", { name: one.name })}
              >
                {t("home.occasion.praise")}
              </Go>
            </span>
          </li>
        ))}
      </ul>
      {left > 0 && <p className="home-occasion-more">{t("home.occasion.more", { count: left })}</p>}
    </Sheet>
  );
}
