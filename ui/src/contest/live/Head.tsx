import { useTranslation } from "react-i18next";
import { useSelf } from "../../frame/me";
import { count } from "../../parts/format";
import type { Contest } from "../ask";
import { Countdown, StateBadge } from "../Countdown";
import { countedWords, spanWords } from "../words";

/** The contest's own face: where it stands, how long it still goes, whether it can still change. */
export function Head({ contest }: { contest: Contest }) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const { rule, state, pot } = contest;
  const open = !contest.is_final && !["draft", "published", "cancelled"].includes(state);
  return (
    <section className="contest-head" data-dress={rule.look}>
      <p className="contest-head-state">
        <StateBadge state={state} />
        {open && <b className="contest-open">{t("contest.notFinal")}</b>}
        <Countdown state={state} next={contest.next_at} end={rule.end} />
      </p>
      <p className="contest-head-what">
        {t(`contest.kind.${rule.kind.is}.name`)}
        {" · "}
        {countedWords(t, rule.counted)}
      </p>
      <p>
        {spanWords(rule, { t, days: team })}
        {" · "}
        {t("contest.entrants", { count: contest.entrants })}
        {pot.funded > 0 && <> · {t("contest.pot", { points: count(pot.funded) })}</>}
        {" · "}
        {t("contest.by", { name: contest.by })}
      </p>
      {rule.note && <p className="contest-head-note">{rule.note}</p>}
      {contest.cancelled_reason && (
        <p className="contest-head-note">
          {t("contest.cancelledFor", { reason: contest.cancelled_reason })}
        </p>
      )}
    </section>
  );
}
