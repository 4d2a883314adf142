import { AutoComplete, Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import { count } from "../parts/format";
import { Field, Form } from "../parts/Field";
import { Dialog } from "../parts/Layer";
import { RefusalList } from "../parts/RefusalList";
import type { Asking, Redemption } from "./ask";

type AskActProps = {
  act: Asking;
  title: string;
  redemption: Redemption;
  needsReason: boolean;
  onClose: () => void;
};

/** Says what an act does, and asks for what it needs: a reason, a number to follow, another prize. */
export default function AskAct({ act, title, redemption, needsReason, onClose }: AskActProps) {
  const { t } = useTranslation();
  const { id, pieces, points, deliver } = redemption;
  const [reason, setReason] = useState("");
  const [carrier, setCarrier] = useState(redemption.carrier ?? "");
  const [number, setNumber] = useState(redemption.tracking_no ?? "");
  const [other, setOther] = useState<{ id: number; points: number }>();
  const send = useWrite("post", "/api/redemptions/{id}/acts", {
    saved: "prize.act.done",
    values: (answer) => ({ prize: answer.prize, state: t(`prize.state.${answer.state}`) }),
    quiet: true,
    done: onClose,
  });
  const ready =
    (!needsReason || reason.trim() !== "") &&
    (act !== "ship" || (carrier.trim() !== "" && number.trim() !== "")) &&
    (act !== "replace" || other !== undefined);
  const run = () =>
    void send.run({
      params: { path: { id } },
      body: {
        act,
        reason: reason.trim() || undefined,
        carrier: act === "ship" ? carrier.trim() : undefined,
        tracking_no: act === "ship" ? number.trim() : undefined,
        prize_id: other?.id,
        points: other && other.points * pieces,
      },
    });
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="primary" disabled={!ready} loading={send.pending} onClick={run}>
            {title}
          </Button>
        </>
      }
    >
      <Form label={title} onSend={() => ready && run()}>
        <p>{t(`prize.sure.${act}`, { points: count(points) })}</p>
        {act === "ship" && (
          <>
            {deliver && (
              <address className="prize-address">
                {deliver.name} {deliver.phone}
                <br />
                {deliver.address}
              </address>
            )}
            <Field label={t("prize.ship.carrier")}>
              <AutoComplete
                maxLength={60}
                value={carrier}
                options={t("prize.ship.carriers")
                  .split("|")
                  .map((value) => ({ value }))}
                showSearch={{
                  filterOption: (text, option) => option?.value.includes(text) ?? false,
                }}
                onChange={(value: string) => setCarrier(value)}
              />
            </Field>
            <Field label={t("prize.ship.number")}>
              <Input
                maxLength={60}
                value={number}
                onChange={({ target }) => setNumber(target.value)}
              />
            </Field>
          </>
        )}
        {act === "replace" && <Others of={redemption} chosen={other} onChoose={setOther} />}
        {act !== "ship" && (
          <Field
            label={t(needsReason ? "prize.reason" : "prize.reasonFree")}
            hint={t("prize.reasonHint")}
          >
            <Input
              maxLength={200}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </Field>
        )}
        {send.problem && <RefusalList problem={send.problem} />}
      </Form>
    </Dialog>
  );
}

type OthersProps = {
  of: Redemption;
  chosen: { id: number; points: number } | undefined;
  onChoose: (other: { id: number; points: number } | undefined) => void;
};

/** What can be given in its place, and what that changes. */
function Others({ of, chosen, onChoose }: OthersProps) {
  const { t } = useTranslation();
  const { data } = useRead("/api/prizes");
  const offers = (data?.prizes ?? []).filter((card) => card.left == null || card.left >= of.pieces);
  const points = chosen && chosen.points * of.pieces;
  return (
    <Field
      label={t("prize.replace.by")}
      hint={
        points !== undefined &&
        t("prize.replace.change", { before: count(of.points), after: count(points) })
      }
    >
      <Select<number>
        value={chosen?.id}
        showSearch={{ optionFilterProp: "label" }}
        options={offers.map((card) => ({
          value: card.id,
          label: t("prize.replace.offer", { name: card.name, points: count(card.points) }),
        }))}
        onChange={(id) => onChoose(offers.find((card) => card.id === id))}
      />
    </Field>
  );
}
