import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/hooks";
import { useGo } from "../../frame/go";
import { Field } from "../../parts/Field";
import { count } from "../../parts/format";
import { RefusalList } from "../../parts/RefusalList";
import { paths } from "../../paths";
import { spanWords } from "../words";
import { useSelf } from "../../frame/me";
import type { StepProps } from "./draft";

/** What happens when it is published, and the button. */
export default function PublishStep({ draft, contest }: StepProps) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const go = useGo();
  const [accepts, setAccepts] = useState(false);
  const [reason, setReason] = useState("");
  const { id, state } = contest;
  const first = state === "draft";
  const done = () => go(paths.contest(id));
  const publish = useWrite("post", "/api/contests/{id}/acts", {
    saved: "contest.publish.done",
    quiet: true,
    done,
  });
  const amend = useWrite("put", "/api/contests/{id}/rule", {
    saved: "contest.publish.amended",
    quiet: true,
    done,
  });
  const { checked, rule } = draft;
  const warned = (checked?.warnings.length ?? 0) > 0;
  const broken = (checked?.problems.length ?? 0) > 0;
  const refusal = contest.may.find(({ act }) => act === (first ? "publish" : "amend"))?.refusal;
  const problem = publish.problem ?? amend.problem;
  const pathOf = { params: { path: { id } } };
  const send = async () => {
    if (!first) return void amend.run({ ...pathOf, body: { rule, reason: reason.trim() } });
    if (!(await draft.flush())) return;
    void publish.run({ ...pathOf, body: { act: "publish", accepts_warnings: accepts } });
  };
  return (
    <div className="contest-publish">
      <ul>
        <li>{t("contest.publish.told", { count: checked?.entrants ?? contest.entrants })}</li>
        <li>{t("contest.publish.starts", { span: spanWords(rule, { t, days: team }) })}</li>
        <li>
          {(checked?.pot_needed ?? 0) > 0
            ? t("contest.publish.pot", { points: count(checked?.pot_needed ?? 0) })
            : t("contest.publish.noPot")}
        </li>
        <li>{t("contest.publish.hashed")}</li>
        {!draft.dirty && first && (
          <li>
            {t("contest.publish.hash")} <code className="contest-hash">{contest.rule_hash}</code>
          </li>
        )}
      </ul>
      {!first && (
        <Field label={t("contest.publish.reason")} hint={t("contest.publish.reasonHint")}>
          <Input.TextArea
            value={reason}
            rows={2}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      )}
      {warned && (
        <ul className="contest-publish-warned">
          {checked?.warnings.map(({ code, words }) => (
            <li key={code}>{words}</li>
          ))}
        </ul>
      )}
      {warned && (
        <Checkbox checked={accepts} onChange={(event) => setAccepts(event.target.checked)}>
          {t("contest.publish.accepts")}
        </Checkbox>
      )}
      {problem && <RefusalList problem={problem} />}
      {broken && <p className="contest-bad">{t("contest.publish.broken")}</p>}
      {refusal && <p className="contest-bad">{refusal}</p>}
      <Button
        type="primary"
        size="large"
        loading={publish.pending || amend.pending}
        disabled={
          broken ||
          Boolean(refusal) ||
          (warned && !accepts) ||
          (!first && (reason.trim() === "" || !draft.dirty))
        }
        onClick={() => void send()}
      >
        {t(first ? "contest.publish.act" : "contest.publish.amend")}
      </Button>
    </div>
  );
}
