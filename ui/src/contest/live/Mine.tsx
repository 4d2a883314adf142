import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import { money } from "../../parts/format";
import { Sheet } from "../../parts/Page";
import type { Around, Contest } from "../ask";
import { scoreText } from "../unit";
import { CheckIn } from "./CheckIn";

type MineProps = { contest: Contest; onWhy: (entrant: number) => void };

/** One's own place: what it takes to get on, what can be lost, and what one can do. */
export function Mine({ contest, onWhy }: MineProps) {
  const { t } = useTranslation();
  const { id, state, rule } = contest;
  const counting = !["draft", "published", "cancelled"].includes(state);
  const { data } = useRead("/api/contests/{id}/around", {
    params: { path: { id } },
    enabled: counting,
  });
  const entrant = data?.me?.entrant_id;
  const checks = rule.counted.some(
    ({ measure }) => measure === "check_ins" || measure === "streak",
  );
  const enters = contest.may.some(({ act }) => act === "enter");
  if (!data?.me && !enters && !(checks && counting) && !counting) return null;
  return (
    <Sheet
      title={t("contest.mine.title")}
      aside={
        entrant != null && (
          <Button type="link" onClick={() => onWhy(entrant)}>
            {t("contest.why.short")}
          </Button>
        )
      }
    >
      <div className="contest-mine">
        {data && <Place around={data} going={["running", "frozen"].includes(state)} />}
        {enters && <Entry contest={contest} />}
        {checks && counting && <CheckIn contest={contest} />}
      </div>
    </Sheet>
  );
}

/** Where I stand; while it goes also what it takes, and what can still be lost. */
function Place({ around, going }: { around: Around; going: boolean }) {
  const { t } = useTranslation();
  const { me, gap, lead, unit, amount_unit, at_risk_fen } = around;
  const more = gap?.more_to_pass != null && scoreText(amount_unit, gap.more_to_pass);
  return (
    <>
      <p className="contest-mine-place">
        <b>{me ? t("contest.place", { place: me.place }) : t("contest.mine.none")}</b>
        {me?.tied && <em>{t("parts.places.tied")}</em>}
      </p>
      {me?.score != null && <p className="contest-mine-score">{scoreText(unit, me.score)}</p>}
      {going && gap && more && (
        <p className="contest-gap">
          {t(around.rounded ? "contest.mine.gapAtMost" : "contest.mine.gap", {
            more,
            place: gap.place,
          })}
        </p>
      )}
      {going && me?.place === 1 && <p className="contest-gap">{t("contest.mine.first")}</p>}
      {going && lead != null && lead > 0 && (
        <p className="contest-note">{t("contest.mine.lead", { lead: scoreText(unit, lead) })}</p>
      )}
      {at_risk_fen > 0 && (
        <p className="contest-note">{t("contest.mine.risk", { money: money(at_risk_fen) })}</p>
      )}
    </>
  );
}

/** Entering oneself, and leaving again while that is still possible. */
function Entry({ contest }: { contest: Contest }) {
  const { t } = useTranslation();
  const entered = contest.entered === true;
  const refusal = contest.may.find(({ act }) => act === "enter")?.refusal;
  const enter = useWrite("post", "/api/contests/{id}/entry", {
    saved: entered ? "contest.entry.left" : "contest.entry.entered",
  });
  return (
    <div className="contest-entry">
      <p>{t(entered ? "contest.entry.in" : "contest.entry.out")}</p>
      <Button
        type={entered ? "default" : "primary"}
        loading={enter.pending}
        disabled={Boolean(refusal)}
        onClick={() =>
          void enter.run({ params: { path: { id: contest.id } }, body: { enters: !entered } })
        }
      >
        {t(entered ? "contest.entry.leave" : "contest.entry.enter")}
      </Button>
      {refusal && <p className="contest-note">{refusal}</p>}
    </div>
  );
}
