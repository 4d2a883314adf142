import { Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../parts/Field";
import { type StepProps, wrongWith } from "./draft";

const looks = ["festive", "paper", "night"] as const;

/** How it looks, and what its leader tells the team. */
export function LookStep({ draft }: StepProps) {
  const { t } = useTranslation();
  const { rule, change } = draft;
  return (
    <div className="form contest-form">
      <Field label={t("contest.edit.look")}>
        <Radio.Group
          className="contest-looks"
          value={rule.look}
          onChange={({ target }) => change({ look: target.value })}
        >
          {looks.map((look) => (
            <Radio key={look} value={look}>
              <span className="contest-swatch" data-dress={look} aria-hidden="true">
                <i>1</i>
                <b>{rule.name}</b>
              </span>
              <b>{t(`contest.look.${look}`)}</b>
            </Radio>
          ))}
        </Radio.Group>
      </Field>
      <Field
        label={t("contest.edit.note")}
        hint={t("contest.edit.noteHint")}
        wrong={wrongWith(draft)("note")}
      >
        <Input.TextArea
          value={rule.note ?? ""}
          maxLength={1000}
          autoSize={{ minRows: 3, maxRows: 10 }}
          onChange={(event) => change({ note: event.target.value })}
        />
      </Field>
    </div>
  );
}
