import "./home.css";
import { useTranslation } from "react-i18next";
import { useSelf } from "../frame/me";
import { useNav } from "../frame/nav";
import { now } from "../frame/now";
import { hourIn, time } from "../parts/format";
import { Go } from "../parts/Go";
import { Page, Sheet } from "../parts/Page";

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
  const hour = hourIn(team.zone, at);
  const pages = useNav()
    .flatMap(({ pages }) => pages)
    .filter((page) => page.path !== "/");
  return (
    <Page
      title={t(`home.greeting.${greetingAt(hour)}`, { name: member.name })}
      purpose={t("home.purpose", {
        day: time(at, team.zone, "day"),
        team: team.name,
      })}
    >
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
    </Page>
  );
}
