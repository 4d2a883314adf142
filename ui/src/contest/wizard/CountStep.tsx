import { AutoComplete, Button, Input, InputNumber, Select } from "antd";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Field } from "../../parts/Field";
import type { Counted, Measure, Rule } from "../ask";
import { hasRounds } from "../rounds";
import { amountUnit } from "../unit";
import { Amount } from "./Amount";
import { Attainment } from "./Attainment";
import { type StepProps, wrongWith } from "./draft";
import { Rounds } from "./Rounds";
import { Wrong } from "./Wrong";

const measures: Measure[] = [
  "net_sales",
  "orders",
  "pieces",
  "new_customers",
  "points",
  "check_ins",
  "streak",
  "entered",
];
const ties = ["earlier", "orders", "sales", "draw"] as const;
const most = 5;
const ofSales = (measure: Measure) => ["net_sales", "orders", "pieces"].includes(measure);

/** What counts, how much of it is wanted, and what parts the equal. */
export default function CountStep({ draft, categories }: StepProps) {
  const { t } = useTranslation();
  const { rule, change } = draft;
  const set = (at: number, part: Partial<Counted>) =>
    change({ counted: rule.counted.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  const several = rule.counted.length > 1;
  const left = measures.find((one) => rule.counted.every(({ measure }) => measure !== one));
  return (
    <div className="form contest-form">
      <ol className="contest-counted">
        {rule.counted.map((one, at) => (
          // A measure is known by its place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            <Field
              label={t("contest.edit.measure", { n: at + 1 })}
              hint={t(`contest.edit.measureHint.${one.measure}`)}
            >
              <Select
                value={one.measure}
                options={measures.map((value) => ({
                  value,
                  label: t(`contest.measure.${value}`),
                }))}
                onChange={(measure) =>
                  set(at, ofSales(measure) ? { measure } : { measure, category: null, item: null })
                }
              />
            </Field>
            {ofSales(one.measure) && (
              <div className="contest-pair">
                <Field label={t("contest.edit.category")}>
                  <AutoComplete
                    allowClear
                    placeholder={t("contest.edit.categoryAll")}
                    value={one.category ?? undefined}
                    options={categories.map((value) => ({ value }))}
                    onChange={(category) => set(at, { category: category || null })}
                  />
                </Field>
                <Field label={t("contest.edit.item")}>
                  <Input
                    allowClear
                    maxLength={200}
                    placeholder={t("contest.edit.itemAll")}
                    value={one.item ?? ""}
                    onChange={(event) => set(at, { item: event.target.value || null })}
                  />
                </Field>
              </div>
            )}
            {several && (
              <div className="contest-weight">
                <Field
                  label={t(`contest.edit.weight.${one.measure === "net_sales" ? "fen" : "count"}`)}
                >
                  <Amount
                    unit="centi"
                    value={one.weight ?? 100}
                    onChange={(weight) => set(at, { weight })}
                  />
                </Field>
                <Button
                  type="text"
                  aria-label={t("contest.edit.takeOut", {
                    name: t(`contest.measure.${one.measure}`),
                  })}
                  icon={<Trash2 size={16} strokeWidth={1.6} aria-hidden="true" />}
                  onClick={() => change({ counted: rule.counted.filter((_, i) => i !== at) })}
                />
              </div>
            )}
            <Wrong draft={draft} column="counted" item={at} />
          </li>
        ))}
      </ol>
      {rule.counted.length < most && left && (
        <Button
          icon={<Plus size={16} aria-hidden="true" />}
          onClick={() => change({ counted: [...rule.counted, { measure: left, weight: 100 }] })}
        >
          {t("contest.edit.addMeasure")}
        </Button>
      )}
      <Wrong draft={draft} column="counted" />
      <Wanted draft={draft} rule={rule} />
      <Field label={t("contest.edit.ties")} hint={t("contest.edit.tiesHint")}>
        <Select
          mode="multiple"
          value={rule.ties}
          options={ties.map((value) => ({ value, label: t(`contest.tie.${value}`) }))}
          onChange={(ties) => change({ ties })}
        />
      </Field>
    </div>
  );
}

/** The numbers that belong to the kind. */
function Wanted({ draft, rule }: Pick<StepProps, "draft"> & { rule: Rule }) {
  const { t } = useTranslation();
  const { kind } = rule;
  const unit = amountUnit(rule);
  const wrong = wrongWith(draft);
  if (kind.is === "race")
    return (
      <Field label={t("contest.edit.target")} wrong={wrong("target")}>
        <Amount
          unit={unit}
          value={kind.target}
          onChange={(target) => draft.change({ kind: { ...kind, target } })}
        />
      </Field>
    );
  if (kind.is === "line")
    return (
      <Field label={t("contest.edit.line")} wrong={wrong("line")}>
        <Amount
          unit={unit}
          value={kind.line}
          onChange={(line) => draft.change({ kind: { ...kind, line } })}
        />
      </Field>
    );
  if (kind.is === "attainment") return <Attainment draft={draft} kind={kind} unit={unit} />;
  if (hasRounds(kind)) return <Rounds {...{ draft, rule, kind }} />;
  if (kind.is !== "growth") return null;
  const set = (part: Partial<typeof kind>) => draft.change({ kind: { ...kind, ...part } });
  return (
    <>
      <div className="contest-pair">
        <Field
          label={t("contest.edit.periods")}
          hint={t("contest.edit.periodsHint")}
          wrong={wrong("periods")}
        >
          <InputNumber<number>
            min={1}
            max={12}
            precision={0}
            value={kind.periods}
            onChange={(periods) => set({ periods: periods ?? 1 })}
          />
        </Field>
        <Field
          label={t("contest.edit.baseMin")}
          hint={t("contest.edit.baseMinHint")}
          wrong={wrong("base_min")}
        >
          <Amount unit={unit} value={kind.base_min} onChange={(base_min) => set({ base_min })} />
        </Field>
      </div>
      <div className="contest-pair">
        <Field label={t("contest.edit.growthMax")} wrong={wrong("growth_max")}>
          <Amount
            unit="basis_points"
            value={kind.growth_max}
            onChange={(growth_max) => set({ growth_max })}
          />
        </Field>
        <Field label={t("contest.edit.ordersMin")} wrong={wrong("orders_min")}>
          <InputNumber<number>
            min={0}
            max={100_000}
            precision={0}
            value={kind.orders_min}
            onChange={(orders_min) => set({ orders_min: orders_min ?? 0 })}
          />
        </Field>
      </div>
    </>
  );
}
