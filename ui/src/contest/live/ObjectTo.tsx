import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import { Field, Form } from "../../parts/Field";
import { RefusalList } from "../../parts/RefusalList";
import type { Contest } from "../ask";

const most = 500;

/** An objection to a row of the result; `entrant` when it is known whose. */
export function ObjectTo({ contest, entrant }: { contest: Contest; entrant?: number }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<number>();
  const may = contest.may.find(({ act }) => act === "object");
  const asks = may !== undefined && !may.refusal && entrant === undefined;
  const { data } = useRead("/api/contests/{id}/board", {
    params: { path: { id: contest.id }, query: { count: most } },
    enabled: asks,
  });
  const send = useWrite("post", "/api/contests/{id}/objections", {
    saved: "contest.talk.objected",
    quiet: true,
    done: () => setText(""),
  });
  if (!may || may.refusal) return null;
  const about = entrant ?? chosen;
  const ready = text.trim() !== "" && about !== undefined;
  const run = () =>
    void send.run({
      params: { path: { id: contest.id } },
      body: { entrant_id: about, text: text.trim() },
    });
  return (
    <Form onSend={() => ready && run()} label={t("contest.talk.object")}>
      {asks && (
        <Field label={t("contest.talk.which")}>
          <Select<number>
            showSearch={{ optionFilterProp: "label" }}
            value={chosen}
            placeholder={t("contest.talk.whichHint")}
            options={(data?.rows ?? [])
              .filter(({ entrant_id }) => entrant_id != null)
              .map((row) => ({
                value: row.entrant_id ?? 0,
                label: `${t("contest.place", { place: row.place })} ${row.name ?? t("contest.unnamed")}`,
              }))}
            onChange={setChosen}
          />
        </Field>
      )}
      <Field
        label={t(asks ? "contest.talk.object" : "contest.talk.objectTo")}
        hint={t("contest.talk.objectHint")}
      >
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      {send.problem && <RefusalList problem={send.problem} />}
      <div className="form-actions">
        <Button htmlType="submit" disabled={!ready} loading={send.pending}>
          {t("contest.talk.send")}
        </Button>
      </div>
    </Form>
  );
}
