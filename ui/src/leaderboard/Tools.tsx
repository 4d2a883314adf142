import { Button, Segmented, Select } from "antd";
import dayjs from "dayjs";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { businessDay } from "../parts/format";
import { MemberPick } from "../parts/MemberPick";
import { PeriodPick } from "../parts/PeriodPick";
import { usePhone } from "../parts/phone";
import { type BoardFilter, type Measure, measures } from "./ask";

type ToolsProps = { filter: BoardFilter; onChange: (part: Partial<BoardFilter>) => void };

/** Measure, time, whose. */
export function Tools({ filter, onChange }: ToolsProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const options = measures.map((value) => ({ value, label: t(`leaderboard.measure.${value}`) }));
  const measured = (measure: Measure) => onChange({ measure });
  return (
    <>
      {phone ? (
        <Select
          className="leaderboard-measure"
          aria-label={t("leaderboard.measure.label")}
          value={filter.measure}
          options={options}
          onChange={measured}
          popupMatchSelectWidth={false}
        />
      ) : (
        <Segmented<Measure>
          aria-label={t("leaderboard.measure.label")}
          value={filter.measure}
          options={options}
          onChange={measured}
        />
      )}
      <PeriodPick value={filter} onChange={(period) => onChange({ ...period, day: undefined })} />
      {filter.period !== "range" && <Steps filter={filter} onChange={onChange} />}
      <Whose filter={filter} onChange={onChange} />
    </>
  );
}

const units = { today: "day", week: "week", month: "month", year: "year" } as const;

/** To the period before, and back towards the running one. */
function Steps({ filter, onChange }: ToolsProps) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const today = businessDay(team, now());
  const day = filter.day ?? today;
  const step = (by: number) => {
    const from = dayjs(day);
    const { period } = filter;
    if (period === "range") return;
    const to = period === "quarter" ? from.add(3 * by, "month") : from.add(by, units[period]);
    const next = to.format("YYYY-MM-DD");
    onChange({ day: next >= today ? undefined : next });
  };
  return (
    <span className="leaderboard-steps">
      <Button
        aria-label={t("leaderboard.earlier")}
        icon={<ChevronLeft size={18} strokeWidth={1.6} aria-hidden="true" />}
        onClick={() => step(-1)}
      />
      <Button
        aria-label={t("leaderboard.later")}
        icon={<ChevronRight size={18} strokeWidth={1.6} aria-hidden="true" />}
        disabled={!filter.day}
        onClick={() => step(1)}
      />
    </span>
  );
}

function Whose({ filter, onChange }: ToolsProps) {
  const { t } = useTranslation();
  const { role } = useSelf();
  const tiers = useRead("/api/tiers", { fresh: 300_000 });
  const [kind, id] = filter.scope.split(".");
  const options = [
    { value: "team", label: t("leaderboard.scope.team") },
    ...(role === "leader" ? [{ value: "mine", label: t("leaderboard.scope.mine") }] : []),
    ...(role === "member" ? [] : [{ value: "branch", label: t("leaderboard.scope.branch") }]),
    ...(tiers.data ?? []).map((tier) => ({ value: `tier.${tier.id}`, label: tier.name })),
  ];
  return (
    <>
      <Select
        className="leaderboard-whose"
        aria-label={t("leaderboard.scope.label")}
        value={kind === "branch" ? kind : filter.scope}
        options={options}
        onChange={(scope) => onChange({ scope })}
        popupMatchSelectWidth={false}
      />
      {kind === "branch" && <Branch id={Number(id ?? 0)} onChange={onChange} />}
    </>
  );
}

/** Whose branch; its name is asked for when the address came without it. */
function Branch({ id, onChange }: { id: number; onChange: ToolsProps["onChange"] }) {
  const { t } = useTranslation();
  const { data } = useRead("/api/members/{id}", {
    params: { path: { id } },
    enabled: id > 0,
    keep: false,
  });
  return (
    <span className="leaderboard-branch">
      <MemberPick
        label={t("leaderboard.scope.whose")}
        value={data && { id, name: data.member.name }}
        onChange={(member) => onChange({ scope: member ? `branch.${member.id}` : "branch" })}
      />
    </span>
  );
}
