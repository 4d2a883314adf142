import { Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { useGo } from "../frame/go";
import { count } from "../parts/format";
import { Field, Form } from "../parts/Field";
import { newKey } from "../parts/key";
import { Dialog } from "../parts/Layer";
import { RefusalList } from "../parts/RefusalList";
import { paths } from "../paths";
import type { Prize } from "./ask";

const most = 100;
const nowhere = { name: "", phone: "", address: "" };
const texts = ["name", "phone", "address"] as const;

/** How many, where to, and a word to the desk; what it takes is said again before it is sent. */
export function Redeem({ prize }: { prize: Prize }) {
  const { t } = useTranslation();
  const [pieces, setPieces] = useState(1);
  const [deliver, setDeliver] = useState(nowhere);
  const [note, setNote] = useState("");
  const [sure, setSure] = useState(false);
  const { offer, refusal, available, left } = prize;
  const points = prize.points * pieces;
  const short =
    points > available ? t("prize.redeem.short", { points: count(points - available) }) : undefined;
  const where = !offer.ships || texts.every((text) => deliver[text].trim() !== "");
  const bar = refusal ?? short;
  const ready = !bar && where;
  return (
    <>
      <Form label={t("prize.redeem.title")} onSend={() => ready && setSure(true)}>
        {!refusal && (
          <>
            <Field label={t("prize.redeem.pieces")}>
              <InputNumber
                min={1}
                max={Math.min(most, left ?? most)}
                precision={0}
                value={pieces}
                onChange={(value) => setPieces(value ?? 1)}
              />
            </Field>
            {offer.ships &&
              texts.map((text) => (
                <Field key={text} label={t(`prize.deliver.${text}`)}>
                  <Input
                    inputMode={text === "phone" ? "tel" : undefined}
                    autoComplete={{ name: "name", phone: "tel", address: "street-address" }[text]}
                    maxLength={text === "address" ? 200 : 40}
                    value={deliver[text]}
                    onChange={({ target }) => setDeliver({ ...deliver, [text]: target.value })}
                  />
                </Field>
              ))}
            <Field label={t("prize.redeem.note")} hint={t("prize.redeem.noteHint")}>
              <Input
                maxLength={200}
                value={note}
                onChange={({ target }) => setNote(target.value)}
              />
            </Field>
          </>
        )}
        <div className="prize-redeem">
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            disabled={!ready}
            aria-describedby="prize-why"
          >
            {t("prize.redeem.act", { points: count(points) })}
          </Button>
          <p id="prize-why" data-bars={bar ? true : undefined}>
            {bar ??
              (where
                ? t("prize.redeem.rest", { points: count(available - points) })
                : t("prize.redeem.where"))}
          </p>
        </div>
      </Form>
      {sure && (
        <Sure
          prize={prize}
          wish={{
            pieces,
            points,
            deliver: offer.ships ? deliver : null,
            note: note.trim() || null,
          }}
          onClose={() => setSure(false)}
        />
      )}
    </>
  );
}

type SureProps = {
  prize: Prize;
  wish: {
    pieces: number;
    points: number;
    deliver: typeof nowhere | null;
    note: string | null;
  };
  onClose: () => void;
};

/** Points are spent for once: what, for how much, what is left. */
function Sure({ prize, wish, onClose }: SureProps) {
  const { t } = useTranslation();
  const go = useGo();
  // Of this question's own: pressed twice it redeems once.
  const [request] = useState(newKey);
  const { id, name, available, offer } = prize;
  const redeem = useWrite("post", "/api/prizes/{id}/redemptions", {
    saved: "prize.redeem.done",
    values: () => ({ name }),
    quiet: true,
    done: (made) => go(paths.redemption(made.id)),
  });
  const { pieces, points, deliver } = wish;
  const left = available - points;
  return (
    <Dialog
      title={t("prize.redeem.sure")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button
            type="primary"
            loading={redeem.pending}
            onClick={() =>
              void redeem.run({ params: { path: { id } }, body: { request, ...wish } })
            }
          >
            {t("prize.redeem.confirm")}
          </Button>
        </>
      }
    >
      <dl className="prize-sure">
        <div>
          <dt>{t("prize.redeem.what")}</dt>
          <dd>
            {name} × {pieces}
          </dd>
        </div>
        <div>
          <dt>{t("prize.redeem.takes")}</dt>
          <dd className="number">{count(points)}</dd>
        </div>
        <div>
          <dt>{t("prize.redeem.left")}</dt>
          <dd className="number">
            {count(available)} → <b>{count(left)}</b>
          </dd>
        </div>
        {deliver && (
          <div>
            <dt>{t("prize.redeem.to")}</dt>
            <dd>
              {deliver.name} {deliver.phone}
              <br />
              {deliver.address}
            </dd>
          </div>
        )}
      </dl>
      <p className="prize-note">
        {t(offer.approval ? "prize.redeem.thenApproval" : "prize.redeem.thenDirect")}
      </p>
      {redeem.problem && <RefusalList problem={redeem.problem} />}
    </Dialog>
  );
}
