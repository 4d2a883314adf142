import "./draw.css";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { useGo } from "../frame/go";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { paths } from "../paths";
import { sent } from "./ask";
import { begun, type Draft, isReady, planOf } from "./draft";
import { PlanForm } from "./Form";

/** A draw that is not there yet. Nobody else sees it before it is committed. */
export default function New() {
  const { t } = useTranslation();
  const go = useGo();
  const [draft, setDraft] = useState<Draft>(begun);
  const add = useWrite("post", "/api/draws", {
    saved: "draw.edit.added",
    quiet: true,
    done: ({ id }) => go(paths.draw(id)),
  });
  const ready = isReady(draft);
  return (
    <Page narrow title={t("draw.edit.new")} purpose={t("draw.edit.purpose")}>
      <PlanForm
        draft={draft}
        set={(part) => setDraft({ ...draft, ...part })}
        problem={add.problem}
      />
      <Sheet>
        <div className="form">
          {add.problem && <RefusalList problem={add.problem} />}
          <div className="form-actions">
            <Button
              type="primary"
              size="large"
              disabled={!ready}
              loading={add.pending}
              onClick={() => void add.run({ body: sent(planOf(draft)) })}
            >
              {t("draw.edit.keep")}
            </Button>
          </div>
          <p className="draw-note">{t(ready ? "draw.edit.then" : "draw.edit.needs")}</p>
        </div>
      </Sheet>
    </Page>
  );
}
