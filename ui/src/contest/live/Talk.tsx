import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import type { Answer } from "../../api/client";
import { Avatar } from "../../parts/Avatar";
import { Field, Form } from "../../parts/Field";
import { DateTime } from "../../parts/Numbers";
import { Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import type { Contest } from "../ask";
import { ObjectTo } from "./ObjectTo";

type Said = Answer<"get", "/api/contests/{id}/talk">;
type Objection = Said["objections"][number];

/** What is said about it: objections with their answers, then comments. */
export default function Talk({ contest }: { contest: Contest }) {
  const { t } = useTranslation();
  const { id } = contest;
  const { data } = useRead("/api/contests/{id}/talk", { params: { path: { id } } });
  const comments = contest.may.some(({ act, refusal }) => act === "comment" && !refusal);
  if (!data) return null;
  const objects = contest.may.some(({ act, refusal }) => act === "object" && !refusal);
  return (
    <>
      {(data.objections.length > 0 || objects) && (
        <Sheet title={t("contest.talk.objections")}>
          <ol className="contest-talk">
            {data.objections.map((one) => (
              <OneObjection key={one.id} contest={contest} objection={one} />
            ))}
          </ol>
          <ObjectTo contest={contest} />
        </Sheet>
      )}
      {(data.comments.length > 0 || comments) && (
        <Sheet title={t("contest.talk.title")}>
          {data.comments.length > 0 && (
            <ol className="contest-talk">
              {data.comments.map((one) => (
                <li key={one.id}>
                  <Avatar name={one.by} size={28} />
                  <div>
                    <p className="contest-talk-who">
                      <b>{one.by}</b> <DateTime at={one.at} />
                    </p>
                    <p>{one.text}</p>
                  </div>
                </li>
              ))}
            </ol>
          )}
          {comments && <Comment id={id} />}
        </Sheet>
      )}
    </>
  );
}

function Comment({ id }: { id: number }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const send = useWrite("post", "/api/contests/{id}/comments", { done: () => setText("") });
  const ready = text.trim() !== "";
  return (
    <Form
      label={t("contest.talk.comment")}
      onSend={() =>
        ready && void send.run({ params: { path: { id } }, body: { text: text.trim() } })
      }
    >
      <Field label={t("contest.talk.comment")}>
        <Input.TextArea
          maxLength={500}
          autoSize={{ minRows: 1, maxRows: 6 }}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div className="form-actions">
        <Button htmlType="submit" disabled={!ready} loading={send.pending}>
          {t("contest.talk.say")}
        </Button>
      </div>
    </Form>
  );
}

function OneObjection({ contest, objection }: { contest: Contest; objection: Objection }) {
  const { t } = useTranslation();
  const { answer, about, order_no } = objection;
  const answers = contest.may.some(({ act, refusal }) => act === "answer" && !refusal);
  return (
    <li>
      <Avatar name={objection.by ?? "·"} size={28} />
      <div>
        <p className="contest-talk-who">
          <b>{objection.by ?? t("contest.unnamed")}</b> <DateTime at={objection.at} />
          {(about || order_no) && (
            <span>
              {t("contest.talk.about", { what: [about, order_no].filter(Boolean).join(" ") })}
            </span>
          )}
        </p>
        <p>{objection.text}</p>
        {answer ? (
          <div className="contest-answer" data-upheld={answer.upheld || undefined}>
            <p className="contest-talk-who">
              <b>{t(answer.upheld ? "contest.talk.upheld" : "contest.talk.rejected")}</b>{" "}
              {answer.by} <DateTime at={answer.at} />
            </p>
            <p>{answer.text}</p>
          </div>
        ) : (
          <p className="contest-waiting">{t("contest.talk.waiting")}</p>
        )}
        {!answer && answers && <Reply id={contest.id} word={objection.id} />}
      </div>
    </li>
  );
}

function Reply({ id, word }: { id: number; word: number }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const send = useWrite("post", "/api/contests/{id}/objections/{word}/answer", {
    saved: "contest.talk.answered",
    quiet: true,
  });
  const ready = text.trim() !== "";
  const run = (upheld: boolean) =>
    void send.run({ params: { path: { id, word } }, body: { upheld, text: text.trim() } });
  return (
    <div className="form">
      <Field label={t("contest.talk.answer")} hint={t("contest.talk.answerHint")}>
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      {send.problem && <RefusalList problem={send.problem} />}
      <div className="form-actions">
        <Button disabled={!ready || send.pending} onClick={() => run(true)}>
          {t("contest.talk.uphold")}
        </Button>
        <Button disabled={!ready || send.pending} onClick={() => run(false)}>
          {t("contest.talk.reject")}
        </Button>
      </div>
    </div>
  );
}
