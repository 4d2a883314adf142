// Where a message stands, in words.
import { useTranslation } from "react-i18next";
import type { components } from "../api/schema";
import { now } from "../frame/now";
import { useSaid } from "./said";

type Row = components["schemas"]["OutboxDelivery"];

const tones = {
  done: "good",
  refused: "bad",
  late: "bad",
  unsure: "warn",
  dropped: "note",
} as const;

export function useStand() {
  const { t } = useTranslation();
  const said = useSaid();
  return ({ end, due_at, next_at, tries }: Row) => {
    const last = tries.at(-1);
    const mend = last?.said ? said(last.said).mend : undefined;
    if (end)
      return {
        tone: tones[end],
        words: t(`outbox.end.${end}`),
        mend: end === "done" ? undefined : mend,
      };
    if (last && !last.said) return { tone: "warn", words: t("outbox.stand.sending") } as const;
    const later = next_at != null && next_at > now();
    const words = last
      ? t(later ? "outbox.stand.again" : "outbox.stand.soon")
      : t(due_at > now() ? "outbox.stand.quiet" : "outbox.stand.soon");
    return { tone: "warn", words, next: later ? next_at : undefined, mend } as const;
  };
}
