import { Select } from "antd";
import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { Person } from "../../parts/Person";
import type { ChartDays, ChartHit } from "./useChart";

type SeekProps = { days: ChartDays; onHit: (hit: ChartHit) => void };

/** Finds people in the whole chart; choosing one opens the way down to them. */
export function Seek({ days, onHit }: SeekProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const asked = useDeferredValue(text.trim());
  const { data, isFetching } = useRead("/api/chart/search", {
    params: { query: { text: asked, ...days } },
    enabled: asked !== "",
  });
  const hits = asked === "" ? [] : (data ?? []);
  return (
    <Select<number>
      className="team-seek"
      aria-label={t("team.chart.seek")}
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      value={null}
      prefix={<Search size={16} strokeWidth={1.6} aria-hidden="true" />}
      placeholder={t("parts.member.hint")}
      suffixIcon={null}
      loading={isFetching}
      defaultActiveFirstOption
      notFoundContent={asked && !isFetching ? t("parts.member.none") : null}
      options={hits.map(({ member, path }) => ({
        value: member.id,
        label: member.name,
        way: path
          .slice(0, -1)
          .map(({ name }) => name)
          .join(" › "),
      }))}
      optionRender={({ data: option }) => (
        <Person name={String(option.label)} hint={option.way as string} size={28} />
      )}
      onChange={(id) => {
        const hit = hits.find(({ member }) => member.id === id);
        if (hit) onHit(hit);
        setText("");
      }}
    />
  );
}
