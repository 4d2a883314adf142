import { DatePicker, Segmented, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { businessDay } from "./format";
import { type PeriodFilter, type PeriodName, periods } from "./period";
import { usePhone } from "./phone";

type PeriodPickProps = {
  value: PeriodFilter;
  onChange: (period: PeriodFilter) => void;
  offer?: readonly PeriodName[];
};

/** Today, week, month, quarter, year, or any range of days. */
export function PeriodPick({ value, onChange, offer = periods }: PeriodPickProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { team } = useSelf();
  const options = offer.map((name) => ({ value: name, label: t(`parts.period.${name}`) }));
  const choose = (period: PeriodName) => {
    const today = businessDay(team, now());
    if (period !== "range") return onChange({ period, from: undefined, to: undefined });
    onChange({ period, from: dayjs(today).subtract(6, "day").format("YYYY-MM-DD"), to: today });
  };
  return (
    <div className="period">
      {phone ? (
        <Select
          aria-label={t("parts.period.label")}
          value={value.period}
          options={options}
          onChange={choose}
          popupMatchSelectWidth={false}
        />
      ) : (
        <Segmented<PeriodName>
          aria-label={t("parts.period.label")}
          value={value.period}
          options={options}
          onChange={choose}
        />
      )}
      {value.period === "range" && (
        <DatePicker.RangePicker
          aria-label={t("parts.period.days")}
          allowClear={false}
          value={[dayjs(value.from), dayjs(value.to)]}
          onChange={(days) =>
            days?.[0] &&
            days[1] &&
            onChange({
              period: "range",
              from: days[0].format("YYYY-MM-DD"),
              to: days[1].format("YYYY-MM-DD"),
            })
          }
        />
      )}
    </div>
  );
}
