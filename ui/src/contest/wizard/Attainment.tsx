import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { Field } from "../../parts/Field";
import type { Kind, Unit } from "../ask";
import { Amount } from "./Amount";
import { type Draft, wrongWith } from "./draft";
import { OnePick, useMemberName } from "../../parts/OnePick";

type Targets = Extract<Kind, { is: "attainment" }>;
type AttainmentProps = { draft: Draft; kind: Targets; unit: Unit };

/** Everyone's own target: one for all, others for tiers and for single people. */
export function Attainment({ draft, kind, unit }: AttainmentProps) {
  const { t } = useTranslation();
  const tiers = useRead("/api/tiers", { fresh: 300_000 });
  const wrong = wrongWith(draft);
  const change = (part: Partial<Targets>) => draft.change({ kind: { ...kind, ...part } });
  const ofTiers = kind.tiers ?? [];
  const ofMembers = kind.members ?? [];
  return (
    <>
      <Field label={t("contest.edit.everyone")} wrong={wrong("targets")}>
        <Amount unit={unit} value={kind.everyone} onChange={(everyone) => change({ everyone })} />
      </Field>
      <details className="contest-more" open={ofTiers.length + ofMembers.length > 0 || undefined}>
        <summary>{t("contest.edit.targets")}</summary>
        <p>{t("contest.edit.targetsHint")}</p>
        <ul className="contest-handicaps">
          {(tiers.data ?? []).map(({ id, name }) => (
            <li key={id}>
              <span>{name}</span>
              <Amount
                aria-label={t("contest.edit.targetOf", { name })}
                unit={unit}
                value={ofTiers.find(({ tier }) => tier === id)?.target ?? 0}
                onChange={(target) => {
                  const others = ofTiers.filter(({ tier }) => tier !== id);
                  change({ tiers: target > 0 ? [...others, { tier: id, target }] : others });
                }}
              />
            </li>
          ))}
          {ofMembers.map(({ member, target }) => (
            <OfMember
              key={member}
              member={member}
              unit={unit}
              target={target}
              onChange={(next) => {
                const others = ofMembers.filter((one) => one.member !== member);
                change({ members: next > 0 ? [...others, { member, target: next }] : others });
              }}
            />
          ))}
        </ul>
        <OnePick
          label={t("contest.edit.addTarget")}
          value={undefined}
          without={ofMembers.map(({ member }) => member)}
          onChange={(member) =>
            member && change({ members: [...ofMembers, { member, target: kind.everyone }] })
          }
        />
      </details>
    </>
  );
}

type OfMemberProps = {
  member: number;
  unit: Unit;
  target: number;
  onChange: (target: number) => void;
};

function OfMember({ member, unit, target, onChange }: OfMemberProps) {
  const { t } = useTranslation();
  const name = useMemberName(member) ?? "…";
  return (
    <li>
      <span>{name}</span>
      <Amount
        aria-label={t("contest.edit.targetOf", { name })}
        unit={unit}
        value={target}
        onChange={onChange}
      />
    </li>
  );
}
