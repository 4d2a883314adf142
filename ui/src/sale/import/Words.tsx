import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../parts/Field";
import { Sheet } from "../../parts/Page";
import type { Choice, Mapping, Shown } from "./choices";

type WordsProps = {
  words: Shown["words"];
  choices: Choice[];
  onChange: (choices: Choice[]) => void;
};

const states = ["unpaid", "paid", "shipped", "finished", "closed"] as const;
const afterSales = ["none", "open", "refunded", "refunded_part"] as const;

/** Who chooses anew means the newer. */
const without = <T extends { word: string }>(known: T[] | undefined, word: string) =>
  (known ?? []).filter((one) => one.word !== word);

/** Words of state columns that are not known: a person says what they mean. */
export function Words({ words, choices, onChange }: WordsProps) {
  const { t } = useTranslation();
  if (words.length === 0) return null;
  const mean = (table: number, change: (mapping: Mapping) => Mapping) =>
    onChange(
      choices.map((choice) =>
        choice.index === table ? { ...choice, mapping: change(choice.mapping) } : choice,
      ),
    );
  return (
    <Sheet title={t("sale.import.words")}>
      <p className="sale-note">{t("sale.import.words_words")}</p>
      <div className="sale-columns-group">
        {words.map(({ table, field, word: { word, rows } }) => (
          <Field
            key={`${table} ${field} ${word}`}
            label={word}
            hint={t("sale.import.on_rows", { count: rows })}
          >
            {field === "state" ? (
              <Select<(typeof states)[number]>
                placeholder={t("sale.import.meaning")}
                options={states.map((state) => ({ value: state, label: t(`sale.state.${state}`) }))}
                onChange={(state) =>
                  mean(table, (mapping) => ({
                    ...mapping,
                    states: [...without(mapping.states, word), { word, meaning: { state } }],
                  }))
                }
              />
            ) : (
              <Select<(typeof afterSales)[number]>
                placeholder={t("sale.import.meaning")}
                options={afterSales.map((one) => ({
                  value: one,
                  label: t(`sale.import.after_sale.${one}`),
                }))}
                onChange={(meaning) =>
                  mean(table, (mapping) => ({
                    ...mapping,
                    after_sales: [...without(mapping.after_sales, word), { word, meaning }],
                  }))
                }
              />
            )}
          </Field>
        ))}
      </div>
    </Sheet>
  );
}
