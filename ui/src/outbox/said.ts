// What a robot answered, in words: what happened, and what to do about it.
import { useTranslation } from "react-i18next";
import type { components } from "../api/schema";

type Said = components["schemas"]["RobotSaid"];

const tones = { done: "good", refused: "bad", later: "warn", unknown: "warn" } as const;

export function useSaid() {
  const { t } = useTranslation();
  return ({ outcome, code, words, why }: Said) => ({
    tone: tones[outcome],
    words: t(`outbox.outcome.${outcome}`),
    /** The mend, as far as it is known; else the platform's own words. */
    mend:
      outcome === "done"
        ? undefined
        : why === "other"
          ? [words, code].filter((part) => part !== "" && part != null).join(" ")
          : t(`outbox.why.${why}`),
    /** The platform's own words. */
    own: code == null ? words : `${words} (${code})`,
  });
}
