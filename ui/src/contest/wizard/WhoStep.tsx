import { Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { useSelf } from "../../frame/me";
import { Field } from "../../parts/Field";
import { Toggle } from "../../parts/Toggle";
import { OnePick } from "../../parts/OnePick";
import type { Rule } from "../ask";
import { isFormed } from "../rounds";
import { Amount } from "./Amount";
import { type StepProps, wrongWith } from "./draft";
import { MembersPick } from "./MembersPick";
import { Sides } from "./Sides";
import { Wrong } from "./Wrong";

const whos = ["everyone", "branch", "tiers", "chosen"] as const;

/** Who takes part, and what holds for those who come or go. */
export default function WhoStep({ draft }: StepProps) {
  const { t } = useTranslation();
  const { rule, change } = draft;
  const toggle = (name: "opt_in" | "late_joiners" | "leavers") => (
    <Toggle
      on={rule[name] ?? false}
      onChange={(on) => change({ [name]: on })}
      label={t(`contest.edit.${name}`)}
      hint={t(`contest.edit.hint.${name}`)}
    />
  );
  return (
    <div className="form contest-form">
      {rule.kind.is === "teams" ? (
        <Sides draft={draft} teams={rule.kind} />
      ) : (
        <Who draft={draft} rule={rule} />
      )}
      {toggle("opt_in")}
      {rule.kind.is !== "bracket" && toggle("late_joiners")}
      {!isFormed(rule.kind) && toggle("leavers")}
      {rule.kind.is !== "teams" && <Handicaps draft={draft} rule={rule} />}
    </div>
  );
}

function Who({ draft, rule }: Pick<StepProps, "draft"> & { rule: Rule }) {
  const { t } = useTranslation();
  const { member } = useSelf();
  const tiers = useRead("/api/tiers", { fresh: 300_000 });
  const wrong = wrongWith(draft);
  const { who } = rule;
  const choose = (who: Rule["who"]) => draft.change({ who });
  const fresh = (is: Rule["who"]["is"]): Rule["who"] => {
    if (is === "branch") return { is, head: member.id };
    if (is === "tiers") return { is, tiers: (tiers.data ?? []).slice(0, 1).map(({ id }) => id) };
    return is === "chosen" ? { is, members: [] } : { is };
  };
  return (
    <>
      <Field label={t("contest.edit.who")} wrong={wrong("who")}>
        <Radio.Group
          className="contest-kinds"
          value={who.is}
          onChange={({ target }) => choose(fresh(target.value))}
        >
          {whos.map((is) => (
            <Radio key={is} value={is}>
              <b>{t(`contest.who.${is}`)}</b>
              <small>{t(`contest.edit.whoHint.${is}`)}</small>
            </Radio>
          ))}
        </Radio.Group>
      </Field>
      {who.is === "branch" && (
        <Field label={t("contest.edit.head")}>
          <OnePick
            label={t("contest.edit.head")}
            value={who.head}
            onChange={(head) => head && choose({ is: "branch", head })}
          />
        </Field>
      )}
      {who.is === "tiers" && (
        <Field label={t("contest.edit.tiers")}>
          <Select
            mode="multiple"
            value={who.tiers}
            options={(tiers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(tiers) => choose({ is: "tiers", tiers })}
          />
        </Field>
      )}
      {who.is === "chosen" && (
        <Field label={t("contest.edit.members")}>
          <MembersPick
            label={t("contest.edit.members")}
            members={who.members}
            onChange={(members) => choose({ is: "chosen", members })}
          />
        </Field>
      )}
    </>
  );
}

/** What tiers' scores are multiplied by; 100 % is as they are and is left out. */
function Handicaps({ draft, rule }: Pick<StepProps, "draft"> & { rule: Rule }) {
  const { t } = useTranslation();
  const tiers = useRead("/api/tiers", { fresh: 300_000 });
  const handicaps = rule.handicaps ?? [];
  const even = 10_000;
  return (
    <details className="contest-more" open={handicaps.length > 0 || undefined}>
      <summary>{t("contest.edit.handicaps")}</summary>
      <p>{t("contest.edit.handicapsHint")}</p>
      <Wrong draft={draft} column="handicaps" />
      <ul className="contest-handicaps">
        {(tiers.data ?? []).map(({ id, name }) => (
          <li key={id}>
            <span>{name}</span>
            <Amount
              aria-label={t("contest.edit.handicapOf", { name })}
              unit="basis_points"
              value={handicaps.find(({ tier }) => tier === id)?.rate ?? even}
              onChange={(rate) => {
                const others = handicaps.filter(({ tier }) => tier !== id);
                draft.change({
                  handicaps: rate === even ? others : [...others, { tier: id, rate }],
                });
              }}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
