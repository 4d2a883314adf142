import { useRead } from "../api/hooks";
import { MemberPick } from "./MemberPick";

/** A member's name when only the number is known. */
export const useMemberName = (id: number | null | undefined) =>
  useRead("/api/members/{id}", {
    params: { path: { id: id ?? 0 } },
    enabled: id != null && id > 0,
    keep: false,
    fresh: 300_000,
  }).data?.member.name;

type OneProps = {
  id?: string;
  label: string;
  value: number | null | undefined;
  without?: readonly number[];
  onChange: (member: number | undefined) => void;
};

/** One member, known by number. */
export function OnePick({ id, label, value, without, onChange }: OneProps) {
  const name = useMemberName(value);
  return (
    <MemberPick
      id={id}
      label={label}
      value={value == null ? undefined : { id: value, name: name ?? "…" }}
      without={without}
      onChange={(one) => onChange(one?.id)}
    />
  );
}
