import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { Person } from "./Person";

export interface PickedMember {
  id: number;
  name: string;
  hint?: string | null;
}

type MemberPickProps = {
  id?: string;
  value: PickedMember | undefined;
  onChange: (member: PickedMember | undefined) => void;
  /** Answers who fits the text: name, 拼音, initials or phone. The server searches. */
  useFound: (text: string) => readonly PickedMember[] | undefined;
  disabled?: boolean;
};

/** Chooses one member by search. */
export function MemberPick({ id, value, onChange, useFound, disabled }: MemberPickProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const found = useFound(useDeferredValue(text.trim()));
  const all =
    value && !found?.some((one) => one.id === value.id) ? [value, ...(found ?? [])] : (found ?? []);
  return (
    <Select<number>
      id={id}
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      allowClear
      disabled={disabled}
      loading={found === undefined}
      value={value?.id}
      placeholder={t("parts.member.hint")}
      notFoundContent={t("parts.member.none")}
      options={all.map((one) => ({
        value: one.id,
        label: one.name,
        name: one.name,
        hint: one.hint,
      }))}
      optionRender={({ data }) => <Person name={data.name} hint={data.hint} size={28} />}
      onChange={(chosen) => onChange(all.find((one) => one.id === chosen))}
    />
  );
}
