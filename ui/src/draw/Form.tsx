import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { Field } from "../parts/Field";
import { OnePick } from "../parts/OnePick";
import { Sheet } from "../parts/Page";
import { Toggle } from "../parts/Toggle";
import { type PartProps, wrongAt } from "./draft";
import { MomentPick } from "../parts/MomentPick";
import { PrizesForm } from "./PrizesForm";
import { TicketsForm } from "./TicketsForm";

/** Everything a draw is. What is wrong stands at its field. */
export function PlanForm(part: PartProps) {
  const { t } = useTranslation();
  return (
    <>
      <Sheet title={t("draw.edit.what")}>
        <What {...part} />
      </Sheet>
      <Sheet title={t("draw.edit.prizes")}>
        <PrizesForm {...part} />
      </Sheet>
      <Sheet title={t("draw.edit.who")}>
        <Who {...part} />
      </Sheet>
      <Sheet title={t("draw.edit.fair")}>
        <Fair {...part} />
      </Sheet>
    </>
  );
}

function What({ draft, set, problem }: PartProps) {
  const { t } = useTranslation();
  return (
    <div className="form">
      <Field label={t("draw.edit.name")} wrong={wrongAt(problem, "name")}>
        <Input
          maxLength={40}
          value={draft.name}
          onChange={({ target }) => set({ name: target.value })}
        />
      </Field>
      <Field label={t("draw.edit.at")} hint={t("draw.edit.atHint")} wrong={wrongAt(problem, "at")}>
        <MomentPick at={draft.at} onChange={(at) => set({ at })} />
      </Field>
      <Field
        label={t("draw.edit.words")}
        hint={t("draw.edit.wordsHint")}
        wrong={wrongAt(problem, "words")}
      >
        <Input.TextArea
          maxLength={1000}
          autoSize={{ minRows: 3, maxRows: 10 }}
          value={draft.words}
          onChange={({ target }) => set({ words: target.value })}
        />
      </Field>
    </div>
  );
}

function Who(part: PartProps) {
  const { t } = useTranslation();
  const { draft, set, problem } = part;
  const { data } = useRead("/api/tiers");
  return (
    <div className="form">
      <Field
        label={t("draw.edit.tiers")}
        hint={t("draw.edit.tiersHint")}
        wrong={wrongAt(problem, "tiers")}
      >
        <Select<number[]>
          mode="multiple"
          value={draft.tiers}
          options={(data ?? [])
            .filter((tier) => tier.retired_at == null || draft.tiers.includes(tier.id))
            .map(({ id, name }) => ({ value: id, label: name }))}
          showSearch={{ optionFilterProp: "label" }}
          onChange={(tiers) => set({ tiers })}
        />
      </Field>
      <Field
        label={t("draw.edit.branch")}
        hint={t("draw.edit.branchHint")}
        wrong={wrongAt(problem, "branch")}
      >
        <OnePick
          label={t("draw.edit.branch")}
          value={draft.branch}
          onChange={(branch) => set({ branch: branch ?? null })}
        />
      </Field>
      <TicketsForm {...part} />
    </div>
  );
}

function Fair({ draft, set, problem }: PartProps) {
  const { t } = useTranslation();
  return (
    <div className="form">
      <Toggle
        on={draft.wins_again}
        onChange={(wins_again) => set({ wins_again })}
        label={t("draw.edit.again")}
        hint={t("draw.edit.againHint")}
      />
      <Toggle
        on={draft.public != null}
        onChange={(on) => set({ public: on ? "" : null })}
        label={t("draw.edit.mixed")}
        hint={t("draw.edit.mixedHint")}
      />
      {draft.public != null && (
        <Field
          label={t("draw.edit.public")}
          hint={t("draw.edit.publicHint")}
          wrong={wrongAt(problem, "public")}
        >
          <Input
            maxLength={100}
            value={draft.public}
            onChange={({ target }) => set({ public: target.value })}
          />
        </Field>
      )}
    </div>
  );
}
