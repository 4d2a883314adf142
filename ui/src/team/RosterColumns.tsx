import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { components } from "../api/schema";
import { Field } from "../parts/Field";
import { shopName } from "../parts/shops";

export type RosterColumn = components["schemas"]["Column"];
type RosterField = RosterColumn["field"];

const fields: readonly RosterField[] = [
  "name",
  "phone",
  "wechat",
  "sponsor",
  "tier",
  "department",
  "post",
  "joined",
  "left",
  "birthday",
  "hobbies",
  { seller: "douyin" },
  { seller: "taobao" },
  { seller: "youzan" },
  { seller: "kuaituantuan" },
  { seller: "weixin" },
  { seller: "kuaishou" },
  { seller: "xiaohongshu" },
  { seller: "pinduoduo" },
];

const keyOf = (field: RosterField) => (typeof field === "string" ? field : field.seller);

type RosterColumnsProps = {
  headings: readonly string[];
  columns: readonly RosterColumn[];
  disabled: boolean;
  onChange: (columns: RosterColumn[]) => void;
};

/** Which column of a roster is what. */
export function RosterColumns({ headings, columns, disabled, onChange }: RosterColumnsProps) {
  const { t } = useTranslation();
  const options = headings.filter(Boolean).map((value) => ({ value, label: value }));
  const set = (field: RosterField, heading: string | undefined) => {
    // A column is one thing only.
    const rest = columns.filter(
      (column) => keyOf(column.field) !== keyOf(field) && column.heading !== heading,
    );
    onChange(heading ? [...rest, { field, heading }] : rest);
  };
  return (
    <div className="team-columns">
      {fields.map((field) => (
        <Field
          key={keyOf(field)}
          label={
            typeof field === "string"
              ? t(`team.field.${field}`)
              : t("team.roster.sellerOf", { shop: shopName(field.seller) })
          }
        >
          <Select<string>
            showSearch
            allowClear
            disabled={disabled}
            placeholder={t("team.roster.noColumn")}
            value={columns.find((column) => keyOf(column.field) === keyOf(field))?.heading}
            options={options}
            onChange={(heading) => set(field, heading)}
          />
        </Field>
      ))}
    </div>
  );
}
