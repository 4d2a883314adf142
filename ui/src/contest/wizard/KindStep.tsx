import { DatePicker, Input, InputNumber, Radio, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useSelf } from "../../frame/me";
import { Field } from "../../parts/Field";
import { businessDay, type TeamDays, dayStart } from "../../parts/format";
import type { Kind, Rule } from "../ask";
import { freshRounds, isFormed, recut } from "../rounds";
import { amountUnit } from "../unit";
import { type StepProps, wrongWith } from "./draft";

const kinds = [
  "ranking",
  "race",
  "line",
  "steps",
  "growth",
  "attainment",
  "teams",
  "pk",
  "bracket",
  "leagues",
  "season",
] as const;
const hour = 3_600_000;
const freezes = [0, 12, 24, 48, 72];
const appeals = [0, 24, 48, 72, 168];

/** A kind with numbers that make sense, to be changed at what counts. */
function fresh(is: Kind["is"], rule: Rule, team: TeamDays, names: (n: number) => string): Kind {
  if (is === "bracket" || is === "leagues" || is === "season") return freshRounds(is, team, rule);
  const much = amountUnit(rule) === "count" ? 10 : 1_000_000;
  if (is === "race") return { is, target: much };
  if (is === "line") return { is, line: much };
  if (is === "growth")
    return {
      is,
      periods: 3,
      base_min: amountUnit(rule) === "count" ? 1 : 100_000,
      growth_max: 50_000,
      orders_min: 3,
    };
  if (is === "attainment") return { is, everyone: much, tiers: [], members: [] };
  if (is === "teams")
    return {
      is,
      sides: [{ name: names(1) }, { name: names(2) }],
      per_head: true,
      pays_head: false,
    };
  if (is === "pk") return { is, accept_hours: 24 };
  return { is };
}

/** What it is called, what kind, from when to when. */
export function KindStep({ draft }: StepProps) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const { rule, change } = draft;
  const wrong = wrongWith(draft);
  const frozen = rule.freeze_at == null ? 0 : Math.round((rule.end - rule.freeze_at) / hour);
  const days = (first: string, last: string) => {
    const start = dayStart(team, first);
    const end = dayStart(team, dayjs(last).add(1, "day").format("YYYY-MM-DD"));
    const kind = recut(rule.kind, team, { start, end });
    change({ start, end, kind, freeze_at: frozen ? end - frozen * hour : null });
  };
  const choose = (is: Kind["is"]) => {
    const kind = fresh(is, rule, team, (n) => t("contest.edit.side", { n }));
    change({ kind, leavers: isFormed(kind) || rule.leavers });
  };
  const choices = (hours: number[], now: number, none: string) =>
    [...new Set([...hours, now])]
      .sort((a, b) => a - b)
      .map((value) => ({
        value,
        label: value === 0 ? none : t("contest.edit.hours", { count: value }),
      }));
  return (
    <div className="form contest-form">
      <Field label={t("contest.edit.name")} wrong={wrong("name")}>
        <Input
          value={rule.name}
          maxLength={40}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <Field label={t("contest.edit.days")} wrong={wrong("end")}>
        <DatePicker.RangePicker
          allowClear={false}
          value={[dayjs(businessDay(team, rule.start)), dayjs(businessDay(team, rule.end - 1))]}
          onChange={(picked) =>
            picked?.[0] &&
            picked[1] &&
            days(picked[0].format("YYYY-MM-DD"), picked[1].format("YYYY-MM-DD"))
          }
        />
      </Field>
      <Field label={t("contest.edit.kind")} wrong={wrong("kind")}>
        <Radio.Group
          className="contest-kinds"
          value={rule.kind.is}
          onChange={({ target }) => choose(target.value)}
        >
          {kinds.map((is) => (
            <Radio key={is} value={is}>
              <b>{t(`contest.kind.${is}.name`)}</b>
              <small>{t(`contest.kind.${is}.words`)}</small>
            </Radio>
          ))}
        </Radio.Group>
      </Field>
      {rule.kind.is === "pk" && (
        <Field
          label={t("contest.edit.acceptHours")}
          hint={t("contest.edit.acceptHoursHint")}
          wrong={wrong("accept_hours")}
        >
          <InputNumber<number>
            min={1}
            max={240}
            precision={0}
            suffix={t("contest.edit.hoursUnit")}
            value={rule.kind.accept_hours}
            onChange={(accept_hours) =>
              change({ kind: { is: "pk", accept_hours: accept_hours ?? 24 } })
            }
          />
        </Field>
      )}
      <div className="contest-pair">
        <Field
          label={t("contest.edit.freeze")}
          hint={t("contest.edit.freezeHint")}
          wrong={wrong("freeze_at")}
        >
          <Select
            value={frozen}
            options={choices(freezes, frozen, t("contest.edit.freezeNone"))}
            onChange={(hours) => change({ freeze_at: hours ? rule.end - hours * hour : null })}
          />
        </Field>
        <Field
          label={t("contest.edit.appeal")}
          hint={t("contest.edit.appealHint")}
          wrong={wrong("appeal_hours")}
        >
          <Select
            value={rule.appeal_hours}
            options={choices(appeals, rule.appeal_hours, t("contest.edit.appealNone"))}
            onChange={(appeal_hours) => change({ appeal_hours })}
          />
        </Field>
      </div>
    </div>
  );
}
