import { Button, Checkbox, Input, InputNumber, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/hooks";
import { Field, Form } from "../../parts/Field";
import { Layer } from "../../parts/Layer";
import { RefusalList } from "../../parts/RefusalList";
import type { Plan, Title } from "./ask";

/** What most teams begin with, one press away; their words are the catalogue's. */
const begun: Readonly<Record<string, Partial<Plan>>> = {
  champion: { travels: true, months: 1 },
  progress: { travels: true, months: 1 },
  teamwork: { travels: true, months: 1 },
  best: { months: 12 },
  training: { is_right: true, months: 3 },
};

const empty: Plan = {
  name: "",
  words: "",
  brings: "",
  is_right: false,
  travels: false,
  months: 1,
  by_leaders: false,
};

/** What a title is: its name, what for, for how long, who may give it. */
export function PlanForm({ title, onClose }: { title: Title | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const [plan, setPlan] = useState<Plan>(title?.plan ?? empty);
  const set = (part: Partial<Plan>) => setPlan({ ...plan, ...part });
  const options = { saved: "title.saved", quiet: true, done: onClose };
  const make = useWrite("post", "/api/titles", options);
  const change = useWrite("put", "/api/titles/{id}", options);
  const problem = make.problem ?? change.problem;
  const ready = plan.name.trim() !== "";
  const run = () =>
    void (title
      ? change.run({ params: { path: { id: title.id } }, body: { plan } })
      : make.run({ body: { plan } }));
  const head = t(title ? "title.edit" : "title.make");
  return (
    <Layer title={head} onClose={onClose}>
      <Form label={head} onSend={() => ready && run()}>
        {!title && (
          <div className="title-begun" role="group" aria-label={t("title.form.begun")}>
            {Object.entries(begun).map(([key, part]) => {
              const name = t(`title.begun.${key}.name`);
              const words = t(`title.begun.${key}.words`);
              return (
                <Button
                  key={key}
                  size="small"
                  onClick={() => setPlan({ ...empty, ...part, name, words })}
                >
                  {name}
                </Button>
              );
            })}
          </div>
        )}
        {!title && (
          <Field label={t("title.form.kind")} hint={t(`title.form.kindHint.${plan.is_right}`)}>
            <Radio.Group
              value={plan.is_right}
              options={[
                { value: false, label: t("title.form.isTitle") },
                { value: true, label: t("title.form.isRight") },
              ]}
              onChange={({ target }) => set({ is_right: target.value as boolean })}
            />
          </Field>
        )}
        <Field label={t("title.form.name")}>
          <Input
            maxLength={20}
            value={plan.name}
            onChange={({ target }) => set({ name: target.value })}
          />
        </Field>
        <Field label={t("title.form.words")}>
          <Input.TextArea
            maxLength={200}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={plan.words}
            onChange={({ target }) => set({ words: target.value })}
          />
        </Field>
        <Field label={t("title.form.brings")} hint={t("title.form.bringsHint")}>
          <Input
            maxLength={200}
            value={plan.brings}
            onChange={({ target }) => set({ brings: target.value })}
          />
        </Field>
        <Field label={t("title.form.months")} hint={t("title.form.monthsHint")}>
          <InputNumber
            min={1}
            max={60}
            precision={0}
            value={plan.months ?? null}
            onChange={(months) => set({ months })}
          />
        </Field>
        {!title && (
          <Checkbox
            checked={plan.travels}
            onChange={({ target }) => set({ travels: target.checked })}
          >
            {t("title.form.travels")}
          </Checkbox>
        )}
        <Checkbox
          checked={plan.by_leaders}
          onChange={({ target }) => set({ by_leaders: target.checked })}
        >
          {t("title.form.byLeaders")}
        </Checkbox>
        {problem && <RefusalList problem={problem} />}
        <div className="form-actions">
          <Button
            type="primary"
            htmlType="submit"
            disabled={!ready}
            loading={make.pending || change.pending}
          >
            {t("title.save")}
          </Button>
        </div>
      </Form>
    </Layer>
  );
}
