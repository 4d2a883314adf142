import { Button } from "antd";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { MemberPick } from "../../parts/MemberPick";
import { Person } from "../../parts/Person";

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

type ManyProps = {
  id?: string;
  label: string;
  members: readonly number[];
  onChange: (members: number[]) => void;
};

/** Several members: chosen one after the other, each can be taken out again. */
export function MembersPick({ id, label, members, onChange }: ManyProps) {
  return (
    <div className="contest-members">
      {members.length > 0 && (
        <ul>
          {members.map((member) => (
            <Chosen
              key={member}
              member={member}
              onOut={() => onChange(members.filter((one) => one !== member))}
            />
          ))}
        </ul>
      )}
      <MemberPick
        id={id}
        label={label}
        value={undefined}
        without={members}
        onChange={(one) => one && !members.includes(one.id) && onChange([...members, one.id])}
      />
    </div>
  );
}

function Chosen({ member, onOut }: { member: number; onOut: () => void }) {
  const { t } = useTranslation();
  const name = useMemberName(member) ?? "…";
  return (
    <li>
      <Person name={name} size={24} />
      <Button
        type="text"
        size="small"
        aria-label={t("contest.edit.takeOut", { name })}
        icon={<X size={14} aria-hidden="true" />}
        onClick={onOut}
      />
    </li>
  );
}
