import { useTranslation } from "react-i18next";
import { plainDay } from "../../parts/format";
import type { Wall } from "../ask";
import { ruleWords, wonWords } from "../words";

/** What can be won, and the rule in a few sentences. */
export function Prizes({ wall }: { wall: Wall }) {
  const { t } = useTranslation();
  const { rule } = wall;
  // Nobody is signed in who could be asked for names; the sentences do without.
  const names = { member: () => undefined, tier: () => undefined };
  const { lead, further } = ruleWords(rule, { t, days: wall, names });
  return (
    <div className="wall-prizes">
      <h2>{t("contest.prizes.title")}</h2>
      <ol>
        {rule.prizes.slice(0, 5).map((prize) => (
          <li key={JSON.stringify(prize)}>
            <span>
              {prize.to.is !== "places"
                ? t(`contest.to.${prize.to.is}`)
                : prize.to.first === prize.to.last
                  ? t("contest.place", { place: prize.to.first })
                  : t("contest.wall.places", { first: prize.to.first, last: prize.to.last })}
            </span>
            <b>{wonWords(t, prize)}</b>
          </li>
        ))}
      </ol>
      <p>
        {lead.replace(/[:\uff1a]\s*$/, t("contest.words.stop"))} {further.slice(0, 3).join(" ")}
      </p>
    </div>
  );
}

/** The latest who passed whom. */
export function Told({ wall }: { wall: Wall }) {
  const { t } = useTranslation();
  return (
    <div className="wall-told">
      <h2>{t("contest.course.feed")}</h2>
      <ol>
        {wall.feed.slice(0, 7).map((one) => (
          <li key={`${one.day}.${one.place}.${one.name}.${one.over}`}>
            <time dateTime={one.day}>{plainDay(one.day)}</time>
            {t("contest.feed.passed", {
              name: one.name ?? t("contest.unnamed"),
              over: one.over ?? t("contest.unnamed"),
              place: one.place,
            })}
          </li>
        ))}
      </ol>
    </div>
  );
}
