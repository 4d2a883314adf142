import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useSelf } from "../frame/me";
import { useNav } from "../frame/nav";
import { now } from "../frame/now";
import { hourIn, time } from "../parts/format";
import { Money } from "../parts/Numbers";
import { Go } from "../parts/Go";
import { Page, Sheet } from "../parts/Page";
import { Skeleton } from "../parts/Skeleton";
import { Stat, Stats } from "../parts/Stat";
import { paths } from "../paths";
import { Contests } from "./Contests";
import { Days } from "./Days";
import "./home.css";
import { Mine } from "./Mine";
import { News } from "./News";
import { Occasions, OwnDay } from "./Occasions";
import { Places } from "./Places";
import { Praised } from "./Praised";
import { RulesNotice } from "./RulesNotice";
import { Versus } from "./Versus";
import { Waiting } from "./Waiting";

/** By the team's clock, not the device's. */
function greetingAt(hour: number) {
  if (hour < 5) return "night";
  if (hour < 11) return "morning";
  if (hour < 13) return "noon";
  return hour < 18 ? "afternoon" : "evening";
}

export default function Home() {
  const { t } = useTranslation();
  const { team, member } = useSelf();
  const at = now();
  return (
    <Page
      title={t(`home.greeting.${greetingAt(hourIn(team.zone, at))}`, { name: member.name })}
      purpose={time(at, team.zone, "weekday")}
    >
      <OwnDay />
      <News />
      <RulesNotice />
      <Waiting />
      <Mine />
      <Contests />
      <Occasions />
      <Today />
      <Praised />
      <Places />
      <Doors />
    </Page>
  );
}

function Today() {
  const { t } = useTranslation();
  const { data } = useRead("/api/home");
  if (!data)
    return (
      <Sheet>
        <Skeleton />
      </Sheet>
    );
  const { of, today, yesterday, week_ago, month, month_before, days } = data;
  // One's own number opens to one's orders, a team's to who made it.
  const scope = of === "branch" ? "mine" : "team";
  const reasons = (period: "today" | "month", measure: "net_sales" | "orders") =>
    of === "own" ? paths.sales() : paths.board({ measure, period, scope, view: "top" });
  return (
    <Sheet>
      <div className="home-today">
        <Stats>
          <Stat
            great={of !== "own"}
            label={t(`home.today.${of}`)}
            to={reasons("today", "net_sales")}
            note={
              <>
                <Versus now={today.fen} then={yesterday.fen} what="yesterday" />
                <Versus now={today.fen} then={week_ago.fen} what="week_ago" />
              </>
            }
          >
            <Money fen={today.fen} />
          </Stat>
          <Stat
            label={t("home.month")}
            to={reasons("month", "net_sales")}
            note={<Versus now={month.fen} then={month_before.fen} what="month_before" />}
          >
            <Money fen={month.fen} />
          </Stat>
          <Stat
            label={t("home.orders")}
            to={reasons("today", "orders")}
            note={t("home.orders_month", { count: month.orders })}
          >
            {today.orders}
          </Stat>
        </Stats>
        <Days days={days} />
      </div>
    </Sheet>
  );
}

/** Where to from here: the pages of this role, for who does not know the rail yet. */
function Doors() {
  const { t } = useTranslation();
  const pages = useNav()
    .flatMap(({ pages }) => pages)
    .filter((page) => page.path !== "/");
  if (pages.length === 0) return null;
  return (
    <Sheet title={t("home.go")}>
      <div className="home-doors">
        {pages.map(({ path, title, nav: { icon: Icon } }) => (
          <Go key={path} to={path}>
            <Icon size={20} strokeWidth={1.6} aria-hidden="true" />
            {t(title)}
          </Go>
        ))}
      </div>
    </Sheet>
  );
}
