import { Button } from "antd";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { MemberPick } from "../../parts/MemberPick";
import { useMemberName } from "../../parts/OnePick";
import { Person } from "../../parts/Person";

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
