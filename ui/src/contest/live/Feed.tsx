import { useTranslation } from "react-i18next";
import { plainDay } from "../../parts/format";
import type { Chart } from "../ask";

/** Who passed whom, the latest first. */
export function Feed({ feed }: { feed: Chart["feed"] }) {
  const { t } = useTranslation();
  if (feed.length === 0) return <p>{t("contest.feed.none")}</p>;
  const name = (one: string | null | undefined) => one ?? t("contest.unnamed");
  return (
    <ol className="contest-feed">
      {feed.slice(0, 30).map((one) => (
        <li key={`${one.day}.${one.place}.${one.name}.${one.over}`}>
          <time dateTime={one.day}>{plainDay(one.day)}</time>
          <span>
            {t("contest.feed.passed", {
              name: name(one.name),
              over: name(one.over),
              place: one.place,
            })}
          </span>
        </li>
      ))}
    </ol>
  );
}
