import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../parts/Field";
import { Toggle } from "../parts/Toggle";
import { clock, type Plan, times, usual } from "./plan";

type PlanFieldsProps = {
  plan: Plan;
  /** What is wrong with a field of this name. */
  wrong: (column: string) => string | undefined;
  onChange: (plan: Plan) => void;
};

/** What a robot is sent by itself, and when not. */
export function PlanFields({ plan, wrong, onChange }: PlanFieldsProps) {
  const { t } = useTranslation();
  const { board_at, overtakes, contests, praises, birthdays_at, quiet } = plan;
  const set = (part: Partial<Plan>) => onChange({ ...plan, ...part });
  const time = (value: number, change: (minute: number) => void) => (
    <Select
      showSearch={{ optionFilterProp: "label" }}
      value={value}
      options={times(value).map((minute) => ({ value: minute, label: clock(minute) }))}
      onChange={change}
    />
  );
  return (
    <>
      <Toggle
        on={board_at != null}
        label={t("outbox.plan.board")}
        hint={t("outbox.plan.boardHint")}
        onChange={(on) => set({ board_at: on ? (usual.board_at ?? 0) : null })}
      />
      {board_at != null && (
        <Field label={t("outbox.plan.boardAt")} wrong={wrong("board_at")}>
          {time(board_at, (minute) => set({ board_at: minute }))}
        </Field>
      )}
      <Toggle
        on={contests}
        label={t("outbox.plan.contests")}
        hint={t("outbox.plan.contestsHint")}
        onChange={(contests) => set({ contests })}
      />
      <Toggle
        on={overtakes}
        label={t("outbox.plan.overtakes")}
        hint={t("outbox.plan.overtakesHint")}
        onChange={(overtakes) => set({ overtakes })}
      />
      <Toggle
        on={praises}
        label={t("outbox.plan.praises")}
        hint={t("outbox.plan.praisesHint")}
        onChange={(praises) => set({ praises })}
      />
      <Toggle
        on={birthdays_at != null}
        label={t("outbox.plan.birthdays")}
        hint={t("outbox.plan.birthdaysHint")}
        onChange={(on) => set({ birthdays_at: on ? (usual.birthdays_at ?? 0) : null })}
      />
      {birthdays_at != null && (
        <Field label={t("outbox.plan.birthdaysAt")} wrong={wrong("birthdays_at")}>
          {time(birthdays_at, (minute) => set({ birthdays_at: minute }))}
        </Field>
      )}
      <Toggle
        on={quiet != null}
        label={t("outbox.plan.quiet")}
        hint={t("outbox.plan.quietHint")}
        onChange={(on) => set({ quiet: on ? usual.quiet : null })}
      />
      {quiet != null && (
        <div className="outbox-times">
          <Field label={t("outbox.plan.quietFrom")} wrong={wrong("quiet.from")}>
            {time(quiet.from, (from) => set({ quiet: { ...quiet, from } }))}
          </Field>
          <Field label={t("outbox.plan.quietUntil")} wrong={wrong("quiet.until")}>
            {time(quiet.until, (until) => set({ quiet: { ...quiet, until } }))}
          </Field>
        </div>
      )}
    </>
  );
}
