import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Change } from "../parts/Change";
import { Sheet } from "../parts/Page";
import type { BoardAround } from "./ask";
import { moreText, Score, scoreText } from "./Score";

type MineProps = { around: BoardAround; onWhy: () => void };

/** One's own place, and what it takes to get on. */
export function Mine({ around, onWhy }: MineProps) {
  const { t } = useTranslation();
  const { me, gap, lead, count, compared, measure } = around;
  return (
    <Sheet
      title={t("leaderboard.mine.title")}
      aside={
        <Button type="link" onClick={onWhy}>
          {t("leaderboard.why.short")}
        </Button>
      }
    >
      <div className="leaderboard-mine">
        {me ? (
          <>
            <p className="leaderboard-mine-place">
              <b>{t("leaderboard.place", { place: me.place })}</b>
              {me.tied && <em>{t("leaderboard.tied")}</em>}
              {compared && <Change by={me.before == null ? null : me.before - me.place} />}
            </p>
            <p className="leaderboard-mine-score">
              {me.score != null && <Score measure={measure} score={me.score} />}
              <small>{t("leaderboard.mine.of", { count })}</small>
            </p>
          </>
        ) : (
          <p className="leaderboard-mine-place">
            <b>{t("leaderboard.mine.none")}</b>
          </p>
        )}
        <GapWords around={around} />
        {lead != null && lead > 0 && (
          <p className="leaderboard-lead">
            {t("leaderboard.mine.lead", { lead: scoreText(measure, lead) })}
          </p>
        )}
        {!me && measure === "growth" && !gap && <p>{t("leaderboard.mine.noBase")}</p>}
      </div>
    </Sheet>
  );
}

function GapWords({ around: { me, gap, rounded, measure } }: Pick<MineProps, "around">) {
  const { t } = useTranslation();
  if (!gap) {
    if (me?.place !== 1) return null;
    return (
      <p className="leaderboard-gap">
        {t(me.tied ? "leaderboard.gap.firstTied" : "leaderboard.gap.first")}
      </p>
    );
  }
  const more = moreText(measure, gap.more_to_pass);
  const how = rounded ? "atMost" : "exact";
  return (
    <p className="leaderboard-gap">
      {t(`leaderboard.gap.${how}.${measure}`, { more, place: gap.place, count: gap.more_to_pass })}
    </p>
  );
}
