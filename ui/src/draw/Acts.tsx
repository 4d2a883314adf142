import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { useGo } from "../frame/go";
import { useNow } from "../parts/clock";
import { Field, Form } from "../parts/Field";
import { GoButton } from "../parts/GoButton";
import { Dialog } from "../parts/Layer";
import { RefusalList } from "../parts/RefusalList";
import { paths } from "../paths";
import type { Draw } from "./ask";

type Asked = "commit" | "draw" | "cancel";

/** What may be done with the draw now, the next step last. */
export function Acts({ draw }: { draw: Draw }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked>();
  const { id, may, state, plan } = draw;
  const early = useNow(may.includes("draw")) < plan.at;
  const button = (act: Asked, main = false) =>
    may.includes(act) && (
      <Button
        type={main ? "primary" : "default"}
        disabled={act === "draw" && early}
        aria-describedby={act === "draw" && early ? "draw-early" : undefined}
        onClick={() => setAsked(act)}
      >
        {t(`draw.act.${act}`)}
      </Button>
    );
  return (
    <>
      {button("cancel")}
      {may.includes("edit") && <GoButton to={paths.drawEdit(id)}>{t("draw.act.edit")}</GoButton>}
      {button("commit", true)}
      {button("draw", true)}
      {state === "drawn" && (
        <GoButton to={paths.drawShow(id)} type="primary">
          {t("draw.show.title")}
        </GoButton>
      )}
      {asked && <Ask act={asked} draw={draw} onClose={() => setAsked(undefined)} />}
    </>
  );
}

type AskProps = { act: Asked; draw: Draw; onClose: () => void };

/** Says what the act does, and that it stays so. */
function Ask({ act, draw, onClose }: AskProps) {
  const { t } = useTranslation();
  const go = useGo();
  const [text, setText] = useState("");
  const { id, plan, check, entrants, tickets } = draw;
  const send = useWrite("post", "/api/draws/{id}/acts", {
    saved: `draw.done.${act}`,
    quiet: true,
    done: () => {
      onClose();
      if (act === "draw") go(paths.drawShow(id));
    },
  });
  const mixed = act === "draw" && plan.public != null;
  const ready = (!mixed && act !== "cancel") || text.trim() !== "";
  const run = () =>
    void send.run({
      params: { path: { id } },
      body: {
        act,
        reason: act === "cancel" ? text.trim() : undefined,
        public: mixed ? text.trim() : undefined,
      },
    });
  const found = check ? check.duplicates.length + check.left.length + check.missing.length : 0;
  return (
    <Dialog
      title={t(`draw.sure.${act}.title`)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="primary" danger disabled={!ready} loading={send.pending} onClick={run}>
            {t(`draw.act.${act}`)}
          </Button>
        </>
      }
    >
      <Form onSend={() => ready && run()} label={t(`draw.sure.${act}.title`)}>
        <p>{t(`draw.sure.${act}.words`)}</p>
        {act === "commit" && (
          <p>
            {t("draw.people", { count: entrants })} · {t("draw.pieces", { count: tickets })}
            {found > 0 && (
              <span className="draw-bad"> · {t("draw.sure.found", { count: found })}</span>
            )}
          </p>
        )}
        {mixed && (
          <Field label={plan.public} hint={t("draw.sure.publicHint")}>
            <Input maxLength={100} value={text} onChange={({ target }) => setText(target.value)} />
          </Field>
        )}
        {act === "cancel" && (
          <Field label={t("draw.reason")} hint={t("draw.reasonHint")}>
            <Input maxLength={200} value={text} onChange={({ target }) => setText(target.value)} />
          </Field>
        )}
        {send.problem && <RefusalList problem={send.problem} />}
      </Form>
    </Dialog>
  );
}
