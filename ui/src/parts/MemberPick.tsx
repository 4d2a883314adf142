import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { Person } from "./Person";

export interface PickedMember {
  id: number;
  name: string;
}

type MemberPickProps = {
  id?: string;
  value: PickedMember | undefined;
  onChange: (member: PickedMember | undefined) => void;
  /** Who is not offered: the member themselves, say. */
  without?: readonly number[];
  disabled?: boolean;
  label?: string;
};

const most = 20;

/** Chooses one member by name, 拼音, initials, phone or 微信号. The server searches. */
export function MemberPick({ id, value, onChange, without, disabled, label }: MemberPickProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const asked = useDeferredValue(text.trim());
  const { data, isFetching } = useRead("/api/members", {
    params: { query: { text: asked, take: most } },
    enabled: open,
  });
  const found = (data?.members ?? []).filter((one) => !without?.includes(one.id));
  const offered = found.map(({ id, name, sponsor, phone, post }) => ({
    value: id,
    label: name,
    name,
    hint: post ?? phone ?? sponsor?.name,
  }));
  const chosen = value && !found.some((one) => one.id === value.id);
  const options = chosen
    ? [{ value: value.id, label: value.name, name: value.name, hint: undefined }, ...offered]
    : offered;
  return (
    <Select<number>
      id={id}
      aria-label={label}
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      allowClear
      disabled={disabled}
      loading={isFetching}
      value={value?.id}
      placeholder={t("parts.member.hint")}
      notFoundContent={isFetching ? t("frame.loading") : t("parts.member.none")}
      options={options}
      optionRender={({ data }) => <Person name={data.name} hint={data.hint} size={28} />}
      onOpenChange={setOpen}
      onChange={(chosen) => {
        const one = options.find(({ value }) => value === chosen);
        onChange(one && { id: one.value, name: one.name });
      }}
    />
  );
}
