import { AutoComplete, Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { Field, Form } from "../parts/Field";
import { FromDay } from "../parts/FromDay";
import { count } from "../parts/format";
import { Layer } from "../parts/Layer";
import { PointsChanges } from "../parts/PointsChanges";
import { RefusalList } from "../parts/RefusalList";

type CategoryProps = {
  products: readonly components["schemas"]["Product"][];
  /** Categories that goods are of already. */
  known: readonly string[];
  onClose: (saved: boolean) => void;
};

/** Say which category goods are of, see what that changes, save it. */
export function Category({ products, known, onClose }: CategoryProps) {
  const { t } = useTranslation();
  const [category, setCategory] = useState("");
  const [day, setDay] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const { data: rules } = useRead("/api/points/rules");
  const preview = useWrite("post", "/api/products/preview", { quiet: true });
  const save = useWrite("post", "/api/products/categories", {
    saved: "sale.products.saved",
    quiet: true,
    done: () => onClose(true),
  });
  const wish = {
    products: products.map(({ shop, item }) => ({ shop, item })),
    category: category.trim() || null,
    from: day,
    reason: reason.trim() || null,
  };
  const ruled = rules?.versions.flatMap(({ rules }) => rules.rates.map((rate) => rate.category));
  const names = [...new Set([...(ruled ?? []), ...known])].filter((name) => name != null);
  const seen = preview.answer;
  const title =
    products.length === 1
      ? t("sale.products.setting_of", { item: products[0]?.item })
      : t("sale.products.setting", { count: products.length });
  return (
    <Layer title={title} onClose={() => onClose(false)} width={560}>
      <Form label={title} onSend={() => void preview.run({ body: wish })}>
        <Field label={t("sale.products.name")} hint={t("sale.products.name_hint")}>
          <AutoComplete
            className="sale-wide"
            maxLength={100}
            value={category}
            options={names.map((value) => ({ value }))}
            showSearch={{ filterOption: true }}
            onChange={(value: string) => {
              preview.reset();
              setCategory(value);
            }}
          />
        </Field>
        <FromDay
          label={t("sale.products.when")}
          without={t("sale.products.always")}
          day={t("sale.products.day")}
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
              {t("sale.products.look")}
            </Button>
          </div>
        )}
      </Form>
      {seen && (
        <Form
          label={t("sale.products.save")}
          onSend={() => void save.run({ body: { ...wish, sales_seen: seen.sales } })}
        >
          <div className="sale-category" aria-live="polite">
            {seen.lines > 0 && <p>{t("sale.products.lines", { count: seen.lines })}</p>}
            {seen.sales === 0 ? (
              <p>{t("sale.products.nothing")}</p>
            ) : (
              <p className="sale-warning">
                {t("sale.products.changed", {
                  count: seen.sales,
                  raised: count(seen.raised),
                  lowered: count(-seen.lowered),
                })}
              </p>
            )}
            <PointsChanges of={seen.changes} />
          </div>
          <Field label={t("sale.products.reason")}>
            <Input
              value={reason}
              maxLength={200}
              onChange={({ target }) => setReason(target.value)}
            />
          </Field>
          {save.problem && <RefusalList problem={save.problem} />}
          <div className="form-actions">
            <Button onClick={() => preview.reset()}>{t("sale.products.back")}</Button>
            <Button type="primary" htmlType="submit" loading={save.pending}>
              {t("sale.products.save")}
            </Button>
          </div>
        </Form>
      )}
    </Layer>
  );
}
