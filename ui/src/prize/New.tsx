import "./prize.css";
import { Button, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { useGo } from "../frame/go";
import { Field } from "../parts/Field";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { paths } from "../paths";
import { begun, type Draft, OfferForm, offerOf } from "./Form";

/** A prize that is not there yet. */
export default function New() {
  const { t } = useTranslation();
  const go = useGo();
  const [draft, setDraft] = useState<Draft>(begun);
  const [stock, setStock] = useState<number | null>(null);
  const add = useWrite("post", "/api/prizes", {
    saved: "prize.edit.added",
    values: ({ name }) => ({ name }),
    quiet: true,
  });
  const fill = useWrite("post", "/api/prizes/{id}/stock");
  const run = async () => {
    const made = await add.run({ body: { offer: offerOf(draft) } });
    if (!made) return;
    if (draft.stocked && stock)
      await fill.run({
        params: { path: { id: made.id } },
        body: { pieces: stock, reason: t("prize.stock.first") },
      });
    // Its pictures are added there.
    go(paths.prizeEdit(made.id));
  };
  const ready = draft.name.trim() !== "" && draft.points != null;
  return (
    <Page narrow title={t("prize.edit.new")} purpose={t("prize.edit.newPurpose")}>
      <OfferForm
        draft={draft}
        set={(part) => setDraft({ ...draft, ...part })}
        problem={add.problem}
        first={
          <Field label={t("prize.edit.first")}>
            <InputNumber min={0} precision={0} value={stock} onChange={setStock} />
          </Field>
        }
      />
      <Sheet>
        <div className="form">
          {add.problem && <RefusalList problem={add.problem} />}
          <div className="form-actions">
            <Button
              type="primary"
              size="large"
              disabled={!ready}
              loading={add.pending || fill.pending}
              onClick={() => void run()}
            >
              {t("prize.edit.add")}
            </Button>
          </div>
          {!ready && <p className="prize-note">{t("prize.edit.needs")}</p>}
        </div>
      </Sheet>
    </Page>
  );
}
