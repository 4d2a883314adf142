// What a robot is sent, in words and in fields.
import { useTranslation } from "react-i18next";
import type { components } from "../api/schema";

export type Plan = components["schemas"]["RobotPlan"];
export type Platform = components["schemas"]["RobotPlatform"];
export type Robot = components["schemas"]["Robot"];

/** What a new robot is sent, unless its founder chooses otherwise. */
export const usual: Plan = {
  board_at: 21 * 60,
  overtakes: false,
  contests: true,
  praises: true,
  birthdays_at: 9 * 60,
  quiet: { from: 22 * 60, until: 8 * 60 },
};

/** `21:05` of minutes after midnight. */
export const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** Every quarter of an hour of a day, and the one that was chosen otherwise. */
export function times(chosen: number): number[] {
  const quarters = Array.from({ length: 96 }, (_, nth) => nth * 15);
  return quarters.includes(chosen) ? quarters : [...quarters, chosen].sort((a, b) => a - b);
}

/** What a robot is sent by itself, in short sentences. */
export function usePlanWords() {
  const { t } = useTranslation();
  return ({ board_at, overtakes, contests, praises, birthdays_at, quiet }: Plan): string[] => {
    const sent = [
      board_at != null && t("outbox.plan.said.board", { time: clock(board_at) }),
      contests && t("outbox.plan.said.contests"),
      overtakes && t("outbox.plan.said.overtakes"),
      praises && t("outbox.plan.said.praises"),
      birthdays_at != null && t("outbox.plan.said.birthdays", { time: clock(birthdays_at) }),
    ].filter((words) => words !== false);
    if (sent.length === 0) return [t("outbox.plan.said.nothing")];
    const hours = quiet && { from: clock(quiet.from), until: clock(quiet.until) };
    return hours ? [...sent, t("outbox.plan.said.quiet", hours)] : sent;
  };
}
