import { Button } from "antd";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { AskSelect, type Offer, useAsk } from "../parts/Ask";
import { Person } from "../parts/Person";

/** As many as one praise may be for. */
const most = 10;

type PeoplePickProps = {
  id?: string;
  "aria-describedby"?: string;
  value: readonly Offer[];
  onChange: (people: Offer[]) => void;
};

/** Chooses one to ten people; the server searches among those whom one may name. */
export function PeoplePick({ value, onChange, ...field }: PeoplePickProps) {
  const { t } = useTranslation();
  const ask = useAsk();
  const { data, isFetching } = useRead("/api/praises/people", {
    params: { query: { text: ask.asked || undefined } },
    enabled: ask.on,
    keep: false,
  });
  const offers = data?.people
    .filter((one) => !value.some(({ id }) => id === one.member_id))
    .map(({ member_id, name, tier }) => ({ id: member_id, name, ...(tier && { hint: tier }) }));
  return (
    <div className="honour-people">
      {value.length > 0 && (
        <ul>
          {value.map((one) => (
            <li key={one.id}>
              <Person name={one.name} member={one.id} size={28} />
              <Button
                type="text"
                aria-label={t("honour.give.without", { name: one.name })}
                icon={<X size={16} strokeWidth={1.6} aria-hidden="true" />}
                onClick={() => onChange(value.filter(({ id }) => id !== one.id))}
              />
            </li>
          ))}
        </ul>
      )}
      <AskSelect
        {...field}
        disabled={value.length >= most}
        ask={ask}
        offers={offers}
        waiting={isFetching}
        onChoose={(one) => one && onChange([...value, one])}
      />
    </div>
  );
}
