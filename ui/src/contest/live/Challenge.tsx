import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import { useSelf } from "../../frame/me";
import { AskSelect, type Offer, useAsk } from "../../parts/Ask";
import { Field, Form } from "../../parts/Field";
import { Dialog } from "../../parts/Layer";
import { RefusalList } from "../../parts/RefusalList";

const most = 20;
const board = 500;

/** Whom to challenge: who stands on the board by name, and who is found among the members one sees. */
export function Challenge({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation();
  const [whom, setWhom] = useState<Offer>();
  const send = useWrite("post", "/api/contests/{id}/duels", {
    saved: "contest.duels.done",
    values: () => ({ name: whom?.name ?? "" }),
    quiet: true,
    done: onClose,
  });
  const run = () =>
    whom && void send.run({ params: { path: { id } }, body: { member_id: whom.id } });
  return (
    <Dialog
      title={t("contest.duels.challenge")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="primary" disabled={!whom} loading={send.pending} onClick={run}>
            {t("contest.duels.send")}
          </Button>
        </>
      }
    >
      <Form label={t("contest.duels.challenge")} onSend={run}>
        <Field label={t("contest.duels.whom")} hint={t("contest.duels.whomHint")}>
          <WhomPick contest={id} value={whom} onChange={setWhom} />
        </Field>
        {send.problem && <RefusalList problem={send.problem} />}
      </Form>
    </Dialog>
  );
}

type WhomProps = {
  id?: string;
  contest: number;
  value: Offer | undefined;
  onChange: (whom: Offer | undefined) => void;
};

function WhomPick({ id, contest, value, onChange }: WhomProps) {
  const { t } = useTranslation();
  const { member } = useSelf();
  const ask = useAsk();
  const { asked, on } = ask;
  const path = { path: { id: contest } };
  const placed = useRead("/api/contests/{id}/board", {
    params: { ...path, query: { count: board } },
    enabled: on,
  });
  const found = useRead("/api/members", {
    params: { query: { text: asked, take: most } },
    enabled: on && asked !== "",
    keep: false,
  });
  const here = (placed.data?.rows ?? []).flatMap(({ member_id, name, place }): Offer[] =>
    member_id == null || name == null || !name.includes(asked)
      ? []
      : [{ id: member_id, name, hint: t("contest.place", { place }) }],
  );
  const others = (found.data?.members ?? []).map(({ id, name, post, sponsor }): Offer => {
    return { id, name, hint: post ?? sponsor?.name };
  });
  const ready = placed.data && (asked === "" || found.data);
  const known = new Set(here.map(({ id }) => id));
  const offers = [...here, ...others.filter(({ id }) => !known.has(id))]
    .filter(({ id }) => id !== member.id)
    .slice(0, most);
  return (
    <AskSelect
      id={id}
      allowClear
      ask={ask}
      offers={ready ? offers : undefined}
      waiting={placed.isFetching || found.isFetching}
      value={value}
      onChoose={onChange}
    />
  );
}
