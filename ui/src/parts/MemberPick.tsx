import { useRead } from "../api/hooks";
import { AskSelect, useAsk } from "./Ask";

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
  const ask = useAsk();
  const { data, isFetching } = useRead("/api/members", {
    params: { query: { text: ask.asked, take: most } },
    enabled: ask.on,
    keep: false,
  });
  return (
    <AskSelect
      id={id}
      aria-label={label}
      allowClear
      disabled={disabled}
      ask={ask}
      offers={data?.members
        .filter((one) => !without?.includes(one.id))
        .map(({ id, name, sponsor, phone, post }) => ({
          id,
          name,
          hint: post ?? phone ?? sponsor?.name,
        }))}
      waiting={isFetching}
      value={value}
      onChoose={(one) => onChange(one && { id: one.id, name: one.name })}
    />
  );
}
