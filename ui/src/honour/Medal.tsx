import {
  CalendarCheck,
  CalendarDays,
  CalendarRange,
  Cake,
  Crown,
  Flame,
  Gem,
  Layers,
  type LucideIcon,
  Package,
  PackageOpen,
  Rocket,
  Zap,
} from "lucide-react";
import type { Badge } from "./ask";

const signs: Record<Badge, LucideIcon> = {
  first_order: PackageOpen,
  ten_a_day: Zap,
  three_days: CalendarDays,
  seven_days: CalendarRange,
  thirty_days: Flame,
  hundred: Package,
  thousand: Layers,
  order_of_thousand: Gem,
  order_of_ten_thousand: Crown,
  month_of_ten_thousand: CalendarCheck,
  month_of_hundred_thousand: Rocket,
  year: Cake,
};

/** A medal: gold once it is earned, its outline before. The name stands beside it. */
export function Medal({ badge, earned }: { badge: Badge; earned: boolean }) {
  const Sign = signs[badge];
  return (
    <span className="honour-medal" data-earned={earned || undefined} aria-hidden="true">
      <Sign size={26} strokeWidth={1.5} />
    </span>
  );
}
