import { Button, Input, InputNumber } from "antd";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Field } from "../parts/Field";
import { newRow, type PartProps, type Row, worthMax, wrongAt } from "./draft";

const most = 50;

/** What is drawn, in the order it is drawn. */
export function PrizesForm({ draft, set, problem }: PartProps) {
  const { t } = useTranslation();
  const { prizes } = draft;
  const change = (at: number, part: Partial<Row>) =>
    set({ prizes: prizes.map((row, nth) => (nth === at ? { ...row, ...part } : row)) });
  const move = (at: number, to: number) => {
    const moved = [...prizes];
    moved.splice(to, 0, ...moved.splice(at, 1));
    set({ prizes: moved });
  };
  const whole = wrongAt(problem, "prizes");
  return (
    <div className="form draw-form-prizes">
      <p className="draw-note">{t("draw.edit.orderHint")}</p>
      <ol>
        {prizes.map((row, at) => (
          <li key={row.key}>
            <fieldset>
              <legend>{t("draw.edit.nth", { n: at + 1 })}</legend>
              <Field label={t("draw.edit.prizeName")} wrong={wrongAt(problem, "prize_name", at)}>
                <Input
                  maxLength={40}
                  value={row.name}
                  onChange={({ target }) => change(at, { name: target.value })}
                />
              </Field>
              <Field label={t("draw.edit.count")} wrong={wrongAt(problem, "prize_count", at)}>
                <InputNumber
                  min={1}
                  max={500}
                  precision={0}
                  value={row.count}
                  onChange={(count) => change(at, { count })}
                />
              </Field>
              <Field
                label={t("draw.edit.worth")}
                wrong={
                  (row.worth_fen ?? 0) > worthMax
                    ? t("draw.edit.worthMost")
                    : wrongAt(problem, "prize_worth", at)
                }
              >
                <InputNumber
                  prefix="¥"
                  min={0}
                  precision={2}
                  value={row.worth_fen == null ? null : row.worth_fen / 100}
                  onChange={(yuan) =>
                    change(at, { worth_fen: yuan == null ? null : Math.round(yuan * 100) })
                  }
                />
              </Field>
              <div className="draw-form-row">
                <Button
                  type="text"
                  disabled={at === 0}
                  aria-label={t("draw.edit.earlier", { n: at + 1 })}
                  icon={<ArrowUp size={16} aria-hidden="true" />}
                  onClick={() => move(at, at - 1)}
                />
                <Button
                  type="text"
                  disabled={at === prizes.length - 1}
                  aria-label={t("draw.edit.later", { n: at + 1 })}
                  icon={<ArrowDown size={16} aria-hidden="true" />}
                  onClick={() => move(at, at + 1)}
                />
                <Button
                  type="text"
                  disabled={prizes.length === 1}
                  aria-label={t("draw.edit.out", { n: at + 1 })}
                  icon={<Trash2 size={16} aria-hidden="true" />}
                  onClick={() => set({ prizes: prizes.filter((one) => one !== row) })}
                />
              </div>
            </fieldset>
          </li>
        ))}
      </ol>
      {whole && (
        <p className="draw-bad" role="alert">
          {whole}
        </p>
      )}
      <Button
        icon={<Plus size={16} aria-hidden="true" />}
        disabled={prizes.length >= most}
        onClick={() => set({ prizes: [...prizes, newRow()] })}
      >
        {t("draw.edit.more")}
      </Button>
    </div>
  );
}
