import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { Go } from "../../parts/Go";
import { DateTime } from "../../parts/Numbers";
import { Sheet } from "../../parts/Page";
import { paths } from "../../paths";
import type { RoundCard } from "./ask";

/** Where a round stands. */
export function RoundState({ state }: { state: RoundCard["state"] }) {
  const { t } = useTranslation();
  return (
    <span className="title-state" data-state={state}>
      {t(`title.round.state.${state}`)}
    </span>
  );
}

/** Until when it goes on as it does. */
export function Until({
  round: { state, nominate_until, vote_until },
}: {
  round: Pick<RoundCard, "state" | "nominate_until" | "vote_until">;
}) {
  const { t } = useTranslation();
  const at = state === "voting" ? vote_until : nominate_until;
  if ((state !== "nominating" && state !== "voting") || at == null) return null;
  return (
    <span>
      {t(`title.round.until.${state}`)} <DateTime at={at} />
    </span>
  );
}

/** Rounds: those that go on first. Nothing is shown when there was none. */
export function Rounds() {
  const { t } = useTranslation();
  const { data } = useRead("/api/title-rounds");
  if (!data || data.rounds.length === 0) return null;
  const over = ({ state }: RoundCard) => state === "decided" || state === "cancelled";
  const all = [...data.rounds].sort((a, b) => Number(over(a)) - Number(over(b)));
  return (
    <Sheet title={t("title.round.all")}>
      <ul className="title-rounds">
        {all.slice(0, 10).map((round) => (
          <li key={round.id}>
            <Go to={paths.titleRound(round.id)}>{round.title}</Go>
            <RoundState state={round.state} />
            <small>
              <Until round={round} />
              <span>{t("title.round.nominees", { count: round.nominees })}</span>
            </small>
            {round.waits && (
              <b className="title-waits">
                {t(round.state === "voting" ? "title.round.vote" : "title.round.toDecide")}
              </b>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
