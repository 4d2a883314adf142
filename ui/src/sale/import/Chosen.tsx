import { Alert, AutoComplete, Button, Checkbox, DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSelf } from "../../frame/me";
import { now } from "../../frame/now";
import { clockIn, momentIn } from "../../parts/format";
import { Field } from "../../parts/Field";
import { DateTime } from "../../parts/Numbers";
import { Sheet } from "../../parts/Page";
import { mappedShops, shopName } from "../../parts/shops";
import { type Choice, lacksGroup, type Table, type Upload, withColumn } from "./choices";
import { Columns } from "./Columns";
import { Sample } from "./Sample";

type ChosenProps = {
  upload: Upload;
  choices: Choice[];
  onChange: (choices: Choice[]) => void;
};

/** The tables of a file: what each is, which amount counts, when it was exported. */
export function Chosen({ upload, choices, onChange }: ChosenProps) {
  const { t } = useTranslation();
  const set = (next: Choice) =>
    onChange(choices.map((choice) => (choice.index === next.index ? next : choice)));
  return (
    <>
      {upload.imported_at != null && (
        <Alert
          type="info"
          showIcon
          title={
            <>
              {t("sale.import.before")} <DateTime at={upload.imported_at} />
            </>
          }
        />
      )}
      {upload.tables.map((table) => (
        <One
          key={table.index}
          table={table}
          many={upload.tables.length > 1}
          choice={choices.find((choice) => choice.index === table.index)}
          onChange={set}
        />
      ))}
    </>
  );
}

type OneProps = {
  table: Table;
  many: boolean;
  choice: Choice | undefined;
  onChange: (choice: Choice) => void;
};

function One({ table, many, choice, onChange }: OneProps) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(table.known_by === "guessed");
  const name = [table.file, table.sheet].filter(Boolean).join(" · ") || t("sale.import.pasted");
  const layout = table.layout?.[i18n.language === "en" ? 1 : 0];
  const known = layout ?? t(`sale.import.known.${table.known_by}`);
  return (
    <Sheet
      title={name}
      aside={
        many &&
        choice && (
          <Checkbox
            checked={choice.taken}
            onChange={(event) => onChange({ ...choice, taken: event.target.checked })}
          >
            {t("sale.import.taken")}
          </Checkbox>
        )
      }
    >
      <p className="sale-note">
        {known} · {t("sale.import.rows", { count: table.rows_about })}
      </p>
      {table.problem && <p className="sale-note">{table.problem.mend}</p>}
      {choice?.taken && (
        <>
          <Key table={table} choice={choice} onChange={onChange} />
          <div className="sale-open">
            <Button type="link" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? t("sale.import.columns_close") : t("sale.import.columns_open")}
            </Button>
          </div>
          {open && (
            <Columns
              headings={table.headings}
              mapping={choice.mapping}
              onChange={(mapping) => onChange({ ...choice, mapping })}
            />
          )}
          <Sample table={table} mapping={choice.mapping} />
        </>
      )}
    </Sheet>
  );
}

/** The two things only a person knows: which amount counts, and when the file was exported. */
function Key({ table, choice, onChange }: Omit<OneProps, "many"> & { choice: Choice }) {
  const { t } = useTranslation();
  const { zone } = useSelf().team;
  const amount = choice.mapping.columns.find((mapped) => mapped.field === "amount")?.column;
  const pick = (column: string) => {
    const level = table.amounts.find((one) => one.column === column)?.level;
    const mapping = withColumn(choice.mapping, "amount", column);
    const own = table.known_by === "shop" && level ? { ...mapping, amount_level: level } : mapping;
    onChange({ ...choice, mapping: own });
  };
  return (
    <div className="sale-key">
      <Field
        label={t("sale.import.amount")}
        hint={t("sale.import.amount_hint")}
        wrong={amount ? undefined : t("sale.import.amount_missing")}
      >
        <Select<string>
          value={amount}
          placeholder={t("sale.import.amount_pick")}
          options={table.amounts.map(({ column }) => ({ value: column, label: column }))}
          onChange={pick}
        />
      </Field>
      <Field
        label={t("sale.import.exported")}
        hint={
          table.is_exported_at_sure
            ? t("sale.import.exported_sure")
            : t("sale.import.exported_hint")
        }
        wrong={choice.exportedAt ? undefined : t("sale.import.exported_missing")}
      >
        <DatePicker
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          needConfirm={false}
          allowClear={false}
          value={choice.exportedAt ? dayjs(clockIn(zone, choice.exportedAt)) : null}
          onChange={(value) =>
            value &&
            onChange({ ...choice, exportedAt: momentIn(zone, value.format("YYYY-MM-DDTHH:mm")) })
          }
        />
      </Field>
      {!choice.exportedAt && (
        <Button onClick={() => onChange({ ...choice, exportedAt: now() })}>
          {t("sale.import.exported_now")}
        </Button>
      )}
      {choice.needsGroup && <Group table={table} choice={choice} onChange={onChange} />}
      {!table.is_level_sure && <Level choice={choice} onChange={onChange} />}
      {choice.mapping.shop === "other" && table.known_by !== "shop" && (
        <ShopPick choice={choice} onChange={onChange} />
      )}
    </div>
  );
}

/** Which group the orders are of: their numbers are unique only inside it. */
function Group({ table, choice, onChange }: Omit<OneProps, "many"> & { choice: Choice }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(choice.mapping.group ?? "");
  const take = (group: string) => {
    const named = group.trim() || null;
    setTyped(group);
    if (named !== (choice.mapping.group ?? null))
      onChange({ ...choice, mapping: { ...choice.mapping, group: named } });
  };
  return (
    <Field
      label={t("sale.import.group")}
      hint={t("sale.import.group_hint")}
      wrong={lacksGroup(choice) ? t("sale.import.group_missing") : undefined}
    >
      <AutoComplete
        value={typed}
        options={table.groups.map((group) => ({ value: group }))}
        onChange={setTyped}
        onSelect={take}
        onBlur={() => take(typed)}
      />
    </Field>
  );
}

/** Whether the amount is of each row: orders of several rows leave it open. */
function Level({ choice, onChange }: { choice: Choice; onChange: (choice: Choice) => void }) {
  const { t } = useTranslation();
  return (
    <Field
      label={t("sale.import.level")}
      hint={t("sale.import.level_open")}
      wrong={choice.asksLevel ? t("sale.import.level_missing") : undefined}
    >
      <Select<"line" | "order">
        value={choice.asksLevel ? undefined : choice.mapping.amount_level}
        placeholder={t("sale.import.meaning")}
        options={(["line", "order"] as const).map((level) => ({
          value: level,
          label: t(`sale.import.levels.${level}`),
        }))}
        onChange={(amount_level) =>
          onChange({
            ...choice,
            asksLevel: false,
            mapping: { ...choice.mapping, amount_level },
          })
        }
      />
    </Field>
  );
}

function ShopPick({ choice, onChange }: { choice: Choice; onChange: (choice: Choice) => void }) {
  const { t } = useTranslation();
  return (
    <Field label={t("sale.import.shop")} hint={t("sale.import.shop_hint")}>
      <Select<string>
        value={choice.mapping.shop}
        options={mappedShops.map((code) => ({ value: code, label: shopName(code) }))}
        onChange={(shop) => onChange({ ...choice, mapping: { ...choice.mapping, shop } })}
      />
    </Field>
  );
}
