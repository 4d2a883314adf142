import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { Field, Form } from "../parts/Field";
import { Go } from "../parts/Go";
import { Dialog } from "../parts/Layer";
import { DateTime } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { RefusalList } from "../parts/RefusalList";
import { paths } from "../paths";
import type { Card } from "./ask";

type Suggestion = components["schemas"]["PrizeSuggestion"];
const most = 200;

/** What members would like to see in the shop, and what was answered. */
export function Suggestions({ prizes }: { prizes?: readonly Card[] | undefined }) {
  const { t } = useTranslation();
  const { data, error } = useRead("/api/prizes/suggestions");
  const [answering, setAnswering] = useState<Suggestion>();
  const all = data?.suggestions ?? [];
  if (data?.answers && all.length === 0) return null;
  return (
    <Sheet title={t(data?.answers ? "prize.suggest.members" : "prize.suggest.title")}>
      {error && <RefusalList problem={error} />}
      {data && !data.answers && <Suggest />}
      {all.length > 0 && (
        <ul className="prize-suggestions">
          {all.map((one) => (
            <li key={one.id}>
              {data?.answers && <Person name={one.by} size={28} />}
              <p>{one.text}</p>
              <p className="prize-note">
                <DateTime at={one.at} />
                {!one.answer && !data?.answers && <> · {t("prize.suggest.waits")}</>}
              </p>
              {one.answer && <Answered answer={one.answer} />}
              {data?.answers && !one.answer && (
                <Button onClick={() => setAnswering(one)}>{t("prize.suggest.answer")}</Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {answering && (
        <Reply
          suggestion={answering}
          prizes={prizes ?? []}
          onClose={() => setAnswering(undefined)}
        />
      )}
    </Sheet>
  );
}

function Answered({ answer }: { answer: NonNullable<Suggestion["answer"]> }) {
  const { t } = useTranslation();
  return (
    <p className="prize-answer">
      <b>{t(answer.accepted ? "prize.suggest.accepted" : "prize.suggest.declined")}</b>{" "}
      {answer.words} <small>{answer.by}</small>
      {answer.prize_id != null && (
        <>
          {" "}
          <Go to={paths.prize(answer.prize_id)}>{t("prize.suggest.became")}</Go>
        </>
      )}
    </p>
  );
}

function Suggest() {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const suggest = useWrite("post", "/api/prizes/suggestions", {
    saved: "prize.suggest.sent",
    quiet: true,
    done: () => setText(""),
  });
  const ready = text.trim() !== "";
  return (
    <Form
      label={t("prize.suggest.title")}
      onSend={() => ready && void suggest.run({ body: { text: text.trim() } })}
    >
      <Field label={t("prize.suggest.label")} hint={t("prize.suggest.hint")}>
        <Input maxLength={most} value={text} onChange={({ target }) => setText(target.value)} />
      </Field>
      {suggest.problem && <RefusalList problem={suggest.problem} />}
      <div className="form-actions">
        <Button htmlType="submit" disabled={!ready} loading={suggest.pending}>
          {t("prize.suggest.act")}
        </Button>
      </div>
    </Form>
  );
}

type ReplyProps = { suggestion: Suggestion; prizes: readonly Card[]; onClose: () => void };

function Reply({ suggestion, prizes, onClose }: ReplyProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const [prize, setPrize] = useState<number>();
  const reply = useWrite("post", "/api/prizes/suggestions/{id}/answer", {
    saved: "prize.suggest.answered",
    quiet: true,
    done: onClose,
  });
  const ready = words.trim() !== "";
  const run = (accepted: boolean) =>
    void reply.run({
      params: { path: { id: suggestion.id } },
      body: { accepted, words: words.trim(), prize_id: accepted ? (prize ?? null) : null },
    });
  return (
    <Dialog
      title={t("prize.suggest.answerTo", { name: suggestion.by })}
      onClose={onClose}
      footer={
        <>
          <Button disabled={!ready || reply.pending} onClick={() => run(false)}>
            {t("prize.suggest.decline")}
          </Button>
          <Button
            type="primary"
            disabled={!ready}
            loading={reply.pending}
            onClick={() => run(true)}
          >
            {t("prize.suggest.accept")}
          </Button>
        </>
      }
    >
      <Form label={t("prize.suggest.answer")} onSend={() => ready && run(true)}>
        <blockquote className="prize-said">{suggestion.text}</blockquote>
        <Field label={t("prize.suggest.words")}>
          <Input maxLength={most} value={words} onChange={({ target }) => setWords(target.value)} />
        </Field>
        <Field label={t("prize.suggest.prize")} hint={t("prize.suggest.prizeHint")}>
          <Select<number>
            allowClear
            value={prize}
            showSearch={{ optionFilterProp: "label" }}
            options={prizes.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setPrize}
          />
        </Field>
        {reply.problem && <RefusalList problem={reply.problem} />}
      </Form>
    </Dialog>
  );
}
