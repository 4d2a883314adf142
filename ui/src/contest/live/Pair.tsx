import { useTranslation } from "react-i18next";
import { Avatar } from "../../parts/Avatar";
import { useSelf } from "../../frame/me";
import type { Contest, Duel, Unit } from "../ask";
import { scoreText } from "../unit";
import { leads, part } from "./duel";

type PairProps = { duel: Duel; unit: Unit; state: Contest["state"]; large?: boolean };

/** Two people who face each other: the score of each, and who leads or won. */
export function Pair({ duel, unit, state, large }: PairProps) {
  const { t } = useTranslation();
  const { challenger, challenged, end } = duel;
  const fights = duel.state === "accepted";
  const scored = challenger.score != null || challenged.score != null;
  return (
    <div className="contest-duel" data-large={large || undefined}>
      <Side who={challenger} won={end === "challenger"} {...{ unit, fights, large }} />
      <p className="contest-duel-between">
        <b className="contest-duel-against" aria-hidden="true">
          {t("contest.duels.against")}
        </b>
        {fights && (
          <span>
            <Stands {...{ duel, unit, state }} />
          </span>
        )}
      </p>
      <Side who={challenged} won={end === "challenged"} {...{ unit, fights, large }} right />
      {fights && scored && (
        <i className="contest-duel-bar" aria-hidden="true">
          <i style={{ transform: `scaleX(${part(duel)})` }} />
        </i>
      )}
    </div>
  );
}

/** How it stands, or ended, in words. */
function Stands({ duel, unit, state }: PairProps) {
  const { t } = useTranslation();
  const { end, challenger, challenged } = duel;
  const name = (of: string | null | undefined) => of ?? t("contest.unnamed");
  const won = end === "challenger" ? challenger : challenged;
  if (end)
    return end === "draw"
      ? t("contest.duels.draw")
      : t("contest.duels.won", { name: name(won.name) });
  if (state === "published") return t("contest.duels.soon");
  const lead = leads(duel);
  if (!lead) return null;
  if (lead.by === 0) return t("contest.duels.even");
  return t("contest.duels.leads", { name: name(lead.name), by: scoreText(unit, lead.by) });
}

type SideProps = {
  who: Duel["challenger"];
  won: boolean;
  unit: Unit;
  fights: boolean;
  large?: boolean;
  right?: boolean;
};

function Side({ who, won, unit, fights, large, right }: SideProps) {
  const { t } = useTranslation();
  const { member } = useSelf();
  const name = who.name ?? (who.mine ? member.name : undefined);
  return (
    <div className="contest-duel-side" data-right={right || undefined} data-won={won || undefined}>
      <Avatar name={name ?? "·"} member={who.member_id} size={large ? 56 : 40} />
      <div>
        <b>
          {name ?? t("contest.unnamed")}
          {who.mine && <small> {t("contest.duels.me")}</small>}
        </b>
        {fights && (
          <span className="number">
            {who.score == null ? t("contest.duels.noScore") : scoreText(unit, who.score)}
          </span>
        )}
        {won && <em>{t("contest.duels.winner")}</em>}
      </div>
    </div>
  );
}
