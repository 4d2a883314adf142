import { Button, Input, InputNumber, Select } from "antd";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import type { components } from "../api/schema";

type Rate = components["schemas"]["Rate"];
type RatesProps = { rates: readonly Rate[]; onChange: (rates: Rate[]) => void };

/** Points per yuan: for all, for goods of a category, for sellers of a tier. */
export function Rates({ rates, onChange }: RatesProps) {
  const { t } = useTranslation();
  const { data } = useRead("/api/tiers");
  // Rates have no names of their own; a row keeps its number while it is written.
  const [keys, setKeys] = useState(() => rates.map((_, at) => at + 1));
  const tiers = [
    { value: 0, label: t("points.rules.every_tier") },
    ...(data ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const set = (index: number, part: Partial<Rate>) =>
    onChange(rates.map((rate, at) => (at === index ? { ...rate, ...part } : rate)));
  return (
    <fieldset className="points-rates">
      <legend>{t("points.rules.rates")}</legend>
      {rates.map((rate, index) => (
        <div key={keys[index]} className="points-rate">
          <Input
            aria-label={t("points.rules.category")}
            placeholder={t("points.rules.every_category")}
            value={rate.category ?? ""}
            onChange={({ target }) => set(index, { category: target.value || null })}
          />
          <Select<number>
            aria-label={t("points.rules.tier")}
            value={rate.tier ?? 0}
            options={tiers}
            onChange={(tier) => set(index, { tier: tier || null })}
          />
          <InputNumber<number>
            aria-label={t("points.rules.rate")}
            min={0}
            max={100}
            step={0.1}
            precision={4}
            controls={false}
            formatter={(value) => String(value ?? "")}
            suffix={t("points.rules.a_yuan")}
            value={rate.points_per_yuan / 10_000}
            onChange={(points) =>
              set(index, { points_per_yuan: Math.round((points ?? 0) * 10_000) })
            }
          />
          <Button
            type="text"
            aria-label={t("points.rules.remove_rate")}
            icon={<X size={16} strokeWidth={1.6} />}
            onClick={() => {
              setKeys(keys.filter((_, at) => at !== index));
              onChange(rates.filter((_, at) => at !== index));
            }}
          />
        </div>
      ))}
      <Button
        type="dashed"
        icon={<Plus size={16} strokeWidth={1.6} />}
        onClick={() => {
          setKeys([...keys, Math.max(0, ...keys) + 1]);
          onChange([...rates, { category: null, tier: null, points_per_yuan: 10_000 }]);
        }}
      >
        {t("points.rules.add_rate")}
      </Button>
      <p>{t("points.rules.specific")}</p>
    </fieldset>
  );
}
