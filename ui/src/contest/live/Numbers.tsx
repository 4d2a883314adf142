import { Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import type { Answer } from "../../api/client";
import { useSelf } from "../../frame/me";
import { Field, Form } from "../../parts/Field";
import { count } from "../../parts/format";
import { DateTime } from "../../parts/Numbers";
import { Sheet } from "../../parts/Page";
import { Person } from "../../parts/Person";
import { RefusalList } from "../../parts/RefusalList";
import type { Contest } from "../ask";

type Entered = Answer<"get", "/api/contests/{id}/numbers">["numbers"][number];

/** Numbers entered by hand: mine to enter, the others' to be decided by who runs it. */
export default function Numbers({ contest }: { contest: Contest }) {
  const { t } = useTranslation();
  const { id, may } = contest;
  const { data } = useRead("/api/contests/{id}/numbers", { params: { path: { id } } });
  const can = (act: "tell" | "judge") => may.some((one) => one.act === act && !one.refusal);
  if (!data) return null;
  return (
    <Sheet title={t("contest.numbers.title")}>
      {data.numbers.length === 0 && <p>{t("contest.numbers.none")}</p>}
      <ul className="contest-numbers">
        {data.numbers.map((one) => (
          <OneNumber key={one.id} id={id} one={one} judges={can("judge")} />
        ))}
      </ul>
      {can("tell") && <Enter id={id} />}
    </Sheet>
  );
}

function OneNumber({ id, one, judges }: { id: number; one: Entered; judges: boolean }) {
  const { t } = useTranslation();
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState("");
  const decide = useWrite("post", "/api/contests/{id}/numbers/{number}/decision", {
    saved: "contest.numbers.decided",
  });
  const run = (approved: boolean) =>
    void decide.run({
      params: { path: { id, number: one.id } },
      body: { approved, reason: approved ? undefined : reason.trim() },
    });
  const decided = one.approved != null;
  return (
    <li>
      <Person name={one.name} size={28} />
      <b className="number">{count(one.amount)}</b>
      <span>
        {one.evidence} · <DateTime at={one.at} />
        {decided && (
          <>
            {" · "}
            {t(one.approved ? "contest.numbers.approved" : "contest.numbers.refused")}
            {one.reason && <> · {one.reason}</>}
          </>
        )}
      </span>
      {!decided && judges && !refusing && (
        <span className="form-actions">
          <Button size="small" loading={decide.pending} onClick={() => run(true)}>
            {t("contest.numbers.approve")}
          </Button>
          <Button size="small" type="text" onClick={() => setRefusing(true)}>
            {t("contest.numbers.refuse")}
          </Button>
        </span>
      )}
      {refusing && !decided && (
        <Form label={t("contest.numbers.refuse")} onSend={() => reason.trim() && run(false)}>
          <Field label={t("contest.reason")}>
            <Input
              value={reason}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          <Button htmlType="submit" disabled={!reason.trim()} loading={decide.pending}>
            {t("contest.numbers.refuse")}
          </Button>
        </Form>
      )}
    </li>
  );
}

function Enter({ id }: { id: number }) {
  const { t } = useTranslation();
  const { member } = useSelf();
  const [amount, setAmount] = useState<number | null>(null);
  const [evidence, setEvidence] = useState("");
  const send = useWrite("post", "/api/contests/{id}/numbers", {
    saved: "contest.numbers.sent",
    quiet: true,
    done: () => {
      setAmount(null);
      setEvidence("");
    },
  });
  const ready = amount !== null && evidence.trim() !== "";
  return (
    <Form
      label={t("contest.numbers.enter")}
      onSend={() =>
        ready &&
        void send.run({
          params: { path: { id } },
          body: { member_id: member.id, amount, evidence: evidence.trim() },
        })
      }
    >
      <Field label={t("contest.numbers.amount")}>
        <InputNumber<number>
          min={0}
          max={100_000_000}
          precision={0}
          value={amount}
          onChange={setAmount}
        />
      </Field>
      <Field label={t("contest.numbers.evidence")} hint={t("contest.numbers.evidenceHint")}>
        <Input
          value={evidence}
          maxLength={200}
          onChange={(event) => setEvidence(event.target.value)}
        />
      </Field>
      {send.problem && <RefusalList problem={send.problem} />}
      <div className="form-actions">
        <Button htmlType="submit" disabled={!ready} loading={send.pending}>
          {t("contest.numbers.send")}
        </Button>
      </div>
    </Form>
  );
}
