import { Button, Input, InputNumber } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { Field, Form } from "../parts/Field";
import { FromDay } from "../parts/FromDay";
import { businessDay } from "../parts/format";
import { Layer } from "../parts/Layer";
import { RefusalList } from "../parts/RefusalList";
import { Rates } from "./Rates";
import { RulePreview } from "./RulePreview";

type EarningRules = components["schemas"]["EarningRules"];
type RuleEditProps = { start: EarningRules | undefined; next: number; onClose: () => void };

const oneAYuan: EarningRules = {
  rates: [{ category: null, tier: null, points_per_yuan: 10_000 }],
  per_order: 0,
  first_of_day: 0,
  order_min_fen: 0,
};

/** Write the rules, see what they change, publish them. */
export function RuleEdit({ start = oneAYuan, next, onClose }: RuleEditProps) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const today = businessDay(team, now());
  const [rules, setRules] = useState(start);
  const [day, setDay] = useState<string | null>(dayjs(today).add(1, "day").format("YYYY-MM-DD"));
  const [reason, setReason] = useState("");
  const change = (part: Partial<EarningRules>) => {
    preview.reset();
    setRules({ ...rules, ...part });
  };
  const preview = useWrite("post", "/api/points/rules/preview", { quiet: true });
  const publish = useWrite("post", "/api/points/rules", {
    saved: "points.rules.saved",
    values: ({ id }) => ({ id }),
    quiet: true,
    done: onClose,
  });
  const wish = { rules, from: day, reason: reason.trim() };
  const seen = preview.answer;
  const number = (name: "per_order" | "first_of_day", label: string) => (
    <Field label={label}>
      <InputNumber<number>
        min={0}
        max={1_000_000}
        precision={0}
        value={rules[name]}
        onChange={(value) => change({ [name]: value ?? 0 })}
      />
    </Field>
  );
  return (
    <Layer title={t("points.rules.editing", { id: next })} onClose={onClose} width={640}>
      <Form
        label={t("points.rules.editing", { id: next })}
        onSend={() => void preview.run({ body: wish })}
      >
        <Rates rates={rules.rates} onChange={(rates) => change({ rates })} />
        {number("per_order", t("points.rules.per_order"))}
        {number("first_of_day", t("points.rules.first_of_day"))}
        <Field label={t("points.rules.order_min")} hint={t("points.rules.order_min_hint")}>
          <InputNumber<number>
            min={0}
            max={1_000_000}
            precision={2}
            value={rules.order_min_fen / 100}
            onChange={(yuan) => change({ order_min_fen: Math.round((yuan ?? 0) * 100) })}
          />
        </Field>
        <FromDay
          label={t("points.rules.when")}
          hint={t("points.rules.when_hint")}
          without={t("points.rules.now")}
          day={t("points.rules.day")}
          value={day}
          onChange={(day) => {
            preview.reset();
            setDay(day);
          }}
        />
        {preview.problem && <RefusalList problem={preview.problem} />}
        {!seen && (
          <div className="form-actions">
            <Button type="primary" htmlType="submit" loading={preview.pending}>
              {t("points.rules.look")}
            </Button>
          </div>
        )}
      </Form>
      {seen && (
        <Form
          label={t("points.rules.publish")}
          onSend={() => void publish.run({ body: { ...wish, sales_seen: seen.sales } })}
        >
          <RulePreview preview={seen} />
          <Field label={t("points.rules.reason")} hint={t("points.rules.reason_hint")}>
            <Input.TextArea
              rows={2}
              maxLength={200}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </Field>
          {publish.problem && <RefusalList problem={publish.problem} />}
          <div className="form-actions">
            <Button onClick={() => preview.reset()}>{t("points.rules.back")}</Button>
            <Button
              type="primary"
              htmlType="submit"
              disabled={reason.trim() === ""}
              loading={publish.pending}
            >
              {t("points.rules.publish")}
            </Button>
          </div>
        </Form>
      )}
    </Layer>
  );
}
