import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useSelf } from "../frame/me";
import { time } from "../parts/format";
import { Go } from "../parts/Go";
import { Sheet } from "../parts/Page";
import { paths } from "../paths";

const most = 3;
const running = ["running", "frozen", "revealed", "provisional"];

/** What is being competed for, where I stand, and what of it waits for me. */
export function Contests() {
  const { t } = useTranslation();
  const { team } = useSelf();
  const { data } = useRead("/api/contests");
  const open = (data?.contests ?? []).filter(({ state }) => running.includes(state));
  if (open.length === 0) return null;
  // What waits for an answer comes first.
  const cards = open.toSorted((one, other) => other.waiting - one.waiting).slice(0, most);
  return (
    <Sheet
      title={t("home.contest.title")}
      aside={<Go to={paths.contests()}>{t("home.contest.all")}</Go>}
    >
      <ul className="home-contests">
        {cards.map(({ id, name, state, end, mine, waiting }) => (
          <li key={id}>
            <Go to={paths.contest(id)}>
              <b>{name}</b>
              <small>
                {t(`contest.state.${state}`)} ·{" "}
                {t("home.contest.end", { time: time(end, team.zone, "minute") })}
              </small>
            </Go>
            {waiting > 0 && <em>{t("home.contest.waiting", { count: waiting })}</em>}
            {mine && (
              <span className="home-place">{t("home.contest.mine", { place: mine.place })}</span>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
