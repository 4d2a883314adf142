import "./draw.css";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useRead, useWrite } from "../api/hooks";
import { useGo, usePlace } from "../frame/go";
import { GoButton } from "../parts/GoButton";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";
import { type Draw, type Plan, sent } from "./ask";
import { type Draft, draftOf, isReady, planOf } from "./draft";
import { PlanForm } from "./Form";

/** A draw's plan, as long as it may change. */
export default function Edit() {
  const { t } = useTranslation();
  const id = Number(usePlace().id);
  const { data, error } = useRead("/api/draws/{id}", { params: { path: { id } }, keep: false });
  return (
    <Page
      narrow
      title={data?.plan.name ?? t("draw.edit.title")}
      purpose={t("draw.edit.purpose")}
      actions={<GoButton to={paths.draw(id)}>{t("draw.edit.look")}</GoButton>}
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton rows={8} />}
      {data &&
        (data.may.includes("edit") ? (
          <Planned key={id} draw={data} />
        ) : (
          <Sheet>
            <p>{t("draw.edit.fixed")}</p>
          </Sheet>
        ))}
    </Page>
  );
}

function Planned({ draw: { id, plan } }: { draw: Draw }) {
  const { t } = useTranslation();
  const go = useGo();
  const [draft, setDraft] = useState<Draft>(() => draftOf(plan));
  const put = (plan: Plan) => ({ params: { path: { id } }, body: sent(plan) });
  const save = useWrite("put", "/api/draws/{id}", {
    saved: "draw.edit.saved",
    quiet: true,
    undo: () => () => send("put", "/api/draws/{id}", put(plan)),
    done: () => go(paths.draw(id)),
  });
  const ready = isReady(draft);
  return (
    <>
      <PlanForm
        draft={draft}
        set={(part) => setDraft({ ...draft, ...part })}
        problem={save.problem}
      />
      <Sheet>
        <div className="form">
          {save.problem && <RefusalList problem={save.problem} />}
          <div className="form-actions">
            <Button
              type="primary"
              size="large"
              disabled={!ready}
              loading={save.pending}
              onClick={() => void save.run(put(planOf(draft)))}
            >
              {t("draw.edit.save")}
            </Button>
          </div>
          {!ready && <p className="draw-note">{t("draw.edit.needs")}</p>}
        </div>
      </Sheet>
    </>
  );
}
