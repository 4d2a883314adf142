import { Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../parts/Field";
import { type Field as FieldName, type Mapping, withColumn } from "./choices";

const groups: readonly (readonly FieldName[])[] = [
  ["order_no", "line_no", "group", "item", "sku", "category", "pieces", "price"],
  ["refund", "state", "after_sale", "closed_why"],
  ["placed", "paid", "finished"],
  ["seller_key", "seller_name", "seller_note", "seller_else", "buyer"],
];

type ColumnsProps = {
  headings: string[];
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
};

/** Which column is what. */
export function Columns({ headings, mapping, onChange }: ColumnsProps) {
  const { t } = useTranslation();
  const column = (field: FieldName) =>
    mapping.columns.find((mapped) => mapped.field === field)?.column;
  const options = headings.filter(Boolean).map((name) => ({ value: name, label: name }));
  return (
    <div className="sale-columns">
      {groups.map((fields) => (
        <div key={fields[0]} className="sale-columns-group">
          {fields.map((field) => (
            <Field key={field} label={t(`sale.field.${field}`)}>
              <Select<string>
                showSearch
                allowClear
                value={column(field)}
                placeholder={t("sale.import.no_column")}
                options={options}
                onChange={(name) => onChange(withColumn(mapping, field, name))}
              />
            </Field>
          ))}
        </div>
      ))}
      <div className="sale-columns-group">
        <Field label={t("sale.import.level")} hint={t("sale.import.level_hint")}>
          <Select
            value={mapping.amount_level ?? "line"}
            options={(["line", "order"] as const).map((level) => ({
              value: level,
              label: t(`sale.import.levels.${level}`),
            }))}
            onChange={(amount_level) => onChange({ ...mapping, amount_level })}
          />
        </Field>
        <Field label={t("sale.import.refund_level")}>
          <Select
            value={mapping.refund_level ?? "line"}
            options={(["line", "order"] as const).map((level) => ({
              value: level,
              label: t(`sale.import.levels.${level}`),
            }))}
            onChange={(refund_level) => onChange({ ...mapping, refund_level })}
          />
        </Field>
        <DayFirst mapping={mapping} onChange={onChange} />
      </div>
    </div>
  );
}

function DayFirst({ mapping, onChange }: Omit<ColumnsProps, "headings">) {
  const { t } = useTranslation();
  const value = mapping.day_first == null ? "find" : mapping.day_first ? "day" : "month";
  return (
    <div className="field">
      <span>{t("sale.import.days")}</span>
      <Radio.Group
        value={value}
        options={(["find", "day", "month"] as const).map((first) => ({
          value: first,
          label: t(`sale.import.day_first.${first}`),
        }))}
        onChange={(event) =>
          onChange({
            ...mapping,
            day_first: event.target.value === "find" ? null : event.target.value === "day",
          })
        }
      />
    </div>
  );
}
