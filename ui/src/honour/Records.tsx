import { Banknote, CalendarCheck, Crown, Flame, Gem, type LucideIcon, Zap } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useSelf } from "../frame/me";
import { Avatar } from "../parts/Avatar";
import { dayStart, money, time } from "../parts/format";
import { Go } from "../parts/Go";
import { Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { paths } from "../paths";
import type { Somebody, TeamRecord } from "./ask";
import "./honour.css";

const signs: Record<TeamRecord["record"], LucideIcon> = {
  last_month: Crown,
  largest_order: Gem,
  day_orders: Zap,
  day_sales: Banknote,
  month_sales: CalendarCheck,
  longest_run: Flame,
};

const ofMonth = new Set<TeamRecord["record"]>(["last_month", "month_sales"]);

/** 团队纪录: honours that travel by themselves to whoever beats them. */
export function Records() {
  const { t } = useTranslation();
  const { data, error } = useRead("/api/records");
  const { team } = useSelf();
  if (error)
    return (
      <Sheet title={t("honour.record.title")}>
        <RefusalList problem={error} />
      </Sheet>
    );
  if (!data || data.records.length === 0) return null;
  return (
    <Sheet title={t("honour.record.title")}>
      <p className="honour-lead">{t("honour.record.words")}</p>
      <ul className="honour-medals">
        {data.records.map((one) => (
          <One key={one.record} record={one} />
        ))}
      </ul>
      {data.frozen_at != null && (
        <p className="honour-note">
          {t("honour.hall.frozen", { at: time(data.frozen_at, team.zone, "minute") })}
        </p>
      )}
    </Sheet>
  );
}

function One({
  record: { record, name, unit, value, day, holders, mine },
}: {
  record: TeamRecord;
}) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const Sign = signs[record];
  const shown = holders.slice(0, 3);
  const say = () => {
    if (value == null) return t("honour.record.hidden");
    return unit === "fen" ? money(value) : t(`honour.record.${unit}`, { count: value });
  };
  return (
    <li>
      <span className="honour-medal" data-earned aria-hidden="true">
        <Sign size={26} strokeWidth={1.5} />
      </span>
      <div>
        <h3>{name}</h3>
        <p className="honour-value" data-quiet={value == null || undefined}>
          {say()}
        </p>
        <ul className="honour-holders">
          {shown.map((holder, at) => (
            // Who is not named is known by their place alone.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={holder.member_id ?? `n${at}`}>
              <Holder holder={holder} />
            </li>
          ))}
          {holders.length > shown.length && (
            <li>{t("honour.record.more", { count: holders.length - shown.length })}</li>
          )}
        </ul>
        <p>
          {time(dayStart(team, day), team.zone, ofMonth.has(record) ? "month" : "day")}
          {mine && ` · ${t("honour.record.mine")}`}
        </p>
      </div>
    </li>
  );
}

function Holder({ holder: { name, member_id } }: { holder: Somebody }) {
  const { t } = useTranslation();
  if (name == null) return t("honour.record.unnamed");
  return (
    <>
      <Avatar name={name} member={member_id} size={24} />
      {member_id == null ? name : <Go to={paths.honours(member_id)}>{name}</Go>}
    </>
  );
}
