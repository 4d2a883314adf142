import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { money } from "../parts/format";

type VersusProps = { now: number; then: number; what: "yesterday" | "week_ago" | "month_before" };

/** More or less than then, in words and with an arrow. */
export function Versus({ now, then, what }: VersusProps) {
  const { t } = useTranslation();
  const by = now - then;
  const kind = by === 0 ? "same" : by > 0 ? "more" : "less";
  const Icon = { more: ArrowUp, less: ArrowDown, same: undefined }[kind];
  return (
    <span className="home-versus" data-kind={kind}>
      {Icon && <Icon size={14} strokeWidth={2.25} aria-hidden="true" />}
      {t(`home.versus.${what}.${kind}`, { by: money(Math.abs(by)) })}
    </span>
  );
}
