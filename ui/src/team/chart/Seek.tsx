import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { AskSelect, useAsk } from "../../parts/Ask";
import type { ChartDays, ChartHit } from "./useChart";

type SeekProps = { days: ChartDays; onHit: (hit: ChartHit) => void };

/** Finds people in the whole chart; choosing one opens the way down to them. */
export function Seek({ days, onHit }: SeekProps) {
  const { t } = useTranslation();
  const ask = useAsk();
  const { data, isFetching } = useRead("/api/chart/search", {
    params: { query: { text: ask.asked, ...days } },
    enabled: ask.asked !== "",
    keep: false,
  });
  return (
    <AskSelect
      className="team-seek"
      aria-label={t("team.chart.seek")}
      prefix={<Search size={16} strokeWidth={1.6} aria-hidden="true" />}
      suffixIcon={null}
      ask={ask}
      offers={data?.map(({ member, path }) => ({
        id: member.id,
        name: member.name,
        hint: path
          .slice(0, -1)
          .map(({ name }) => name)
          .join(" › "),
      }))}
      waiting={isFetching}
      onChoose={(one) => {
        const hit = data?.find(({ member }) => member.id === one?.id);
        if (hit) onHit(hit);
      }}
    />
  );
}
