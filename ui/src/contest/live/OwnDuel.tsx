import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/hooks";
import { RefusalList } from "../../parts/RefusalList";
import type { Contest, Duel } from "../ask";
import { useNow } from "../../parts/clock";
import { remaining } from "../../parts/remaining";
import { Pair } from "./Pair";

type OwnProps = { contest: Contest; duel: Duel };
type Does = "accept" | "decline" | "withdraw";
const acts: readonly Does[] = ["decline", "withdraw", "accept"];

/** My own challenge or pair, with what I can do about it and for how long. */
export function OwnDuel({ contest, duel }: OwnProps) {
  const { t } = useTranslation();
  const { may, state, challenger, challenged } = duel;
  const send = useWrite("post", "/api/contests/{id}/duels/{duel}/answer", { quiet: true });
  const waiting = state === "waiting";
  const other = (challenger.mine ? challenged : challenger).name ?? t("contest.unnamed");
  const does = (act: Does) =>
    void send.run({ params: { path: { id: contest.id, duel: duel.id } }, body: { act } });
  return (
    <div className="contest-duel-own">
      {waiting && (
        <p>
          {t(challenger.mine ? "contest.duels.sent" : "contest.duels.asked", { name: other })}{" "}
          <Until at={duel.until} />
        </p>
      )}
      <Pair duel={duel} unit={contest.unit} state={contest.state} large />
      {send.problem && <RefusalList problem={send.problem} />}
      {may.length > 0 && (
        <div className="contest-duel-acts">
          {acts
            .filter((act) => may.includes(act))
            .map((act) => (
              <Button
                key={act}
                type={act === "accept" ? "primary" : "default"}
                size="large"
                disabled={send.pending}
                onClick={() => does(act)}
              >
                {t(`contest.duels.act.${act}`)}
              </Button>
            ))}
        </div>
      )}
    </div>
  );
}

/** How long it can still be answered. Not read out each second. */
function Until({ at }: { at: number }) {
  const { t } = useTranslation();
  const left = at - useNow();
  if (left <= 0) return t("contest.duels.state.timed_out");
  const { days, clock } = remaining(left);
  return (
    <span className="contest-countdown" role="timer">
      {t("contest.duels.until")}{" "}
      <b className="number">
        {days > 0 && t("contest.until.days", { count: days })} {clock}
      </b>
    </span>
  );
}
