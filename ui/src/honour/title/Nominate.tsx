import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import { useSelf } from "../../frame/me";
import { AskSelect, type Offer, useAsk } from "../../parts/Ask";
import { Field, Form } from "../../parts/Field";
import { Layer } from "../../parts/Layer";
import { RefusalList } from "../../parts/RefusalList";
import type { Round } from "./ask";

/** As many characters as evidence may have. */
const most = 500;

/** Whom, and what they did. */
export function Nominate({ round, onClose }: { round: Round; onClose: () => void }) {
  const { t } = useTranslation();
  const { member } = useSelf();
  const [whom, setWhom] = useState<Offer>();
  const [evidence, setEvidence] = useState("");
  const ask = useAsk();
  const { data, isFetching } = useRead("/api/praises/people", {
    params: { query: { text: ask.asked || undefined } },
    enabled: ask.on,
    keep: false,
  });
  const self = { id: member.id, name: member.name, hint: t("title.nominate.self") };
  const others = data?.people.map(({ member_id, name, tier }) => ({
    id: member_id,
    name,
    ...(tier && { hint: tier }),
  }));
  const nominate = useWrite("post", "/api/title-rounds/{id}/nominations", {
    saved: "title.nominate.done",
    quiet: true,
    done: onClose,
  });
  const ready = whom !== undefined && evidence.trim().length >= 5;
  const run = () =>
    whom &&
    void nominate.run({
      params: { path: { id: round.id } },
      body: { member_id: whom.id, name: whom.name, evidence: evidence.trim() },
    });
  const head = t("title.nominate.of", { name: round.title.name });
  return (
    <Layer title={head} onClose={onClose}>
      <Form label={head} onSend={() => ready && run()}>
        <Field label={t("title.nominate.whom")} hint={t("title.nominate.whomHint")}>
          <AskSelect
            ask={ask}
            offers={others && (ask.asked ? others : [...others, self])}
            waiting={isFetching}
            value={whom}
            onChoose={setWhom}
          />
        </Field>
        <Field label={t("title.nominate.evidence")} hint={t("title.nominate.evidenceHint")}>
          <Input.TextArea
            maxLength={most}
            autoSize={{ minRows: 4, maxRows: 12 }}
            value={evidence}
            onChange={({ target }) => setEvidence(target.value)}
          />
        </Field>
        {nominate.problem && <RefusalList problem={nominate.problem} />}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" disabled={!ready} loading={nominate.pending}>
            {t("title.round.act.nominate")}
          </Button>
        </div>
      </Form>
    </Layer>
  );
}
