import { ArrowDown, ArrowUp, Minus, Sparkle } from "lucide-react";
import { useTranslation } from "react-i18next";

/** A change of rank: arrow, number and word, never colour alone. Undefined is new on the board. */
export function Change({ by }: { by: number | null | undefined }) {
  const { t } = useTranslation();
  const kind = by == null ? "new" : by > 0 ? "up" : by < 0 ? "down" : "same";
  const Icon = { new: Sparkle, up: ArrowUp, down: ArrowDown, same: Minus }[kind];
  return (
    <span className="change" data-kind={kind}>
      <Icon size={14} strokeWidth={2.25} aria-hidden="true" />
      {t(`parts.change.${kind}`, { by: Math.abs(by ?? 0) })}
    </span>
  );
}
