import { Button, DatePicker, Input, InputNumber } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useWrite } from "../api/hooks";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { Field, Form } from "../parts/Field";
import { clockIn, momentIn } from "../parts/format";
import { Layer } from "../parts/Layer";
import { MemberPick, type PickedMember } from "../parts/MemberPick";
import { RefusalList } from "../parts/RefusalList";

const nothing = { item: "", yuan: null as number | null, pieces: 1, buyer: "" };

/** One sale by hand. The member and the time stay, so that several can be entered in a row. */
export function Entry({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { zone } = useSelf().team;
  const [member, setMember] = useState<PickedMember>();
  const [typed, setTyped] = useState(nothing);
  const [sold, setSold] = useState<string | null>(null);
  const enter = useWrite("post", "/api/sales", {
    saved: "sale.entry.saved",
    quiet: true,
    done: () => setTyped(nothing),
    undo:
      ({ import: id }) =>
      () =>
        send("post", "/api/imports/{id}/undoing", { params: { path: { id } }, body: {} }),
  });
  const type = (change: Partial<typeof nothing>) => setTyped({ ...typed, ...change });
  const ready = member && typed.item.trim() && typed.yuan;
  const save = () => {
    if (!member) return;
    void enter.run({
      body: {
        member: member.id,
        item: typed.item,
        amount_fen: Math.round((typed.yuan ?? 0) * 100),
        quantity: typed.pieces,
        buyer: typed.buyer || null,
        sold_at: sold ? momentIn(zone, sold) : now(),
      },
    });
  };
  return (
    <Layer title={t("sale.entry.title")} onClose={onClose}>
      <Form onSend={save} label={t("sale.entry.title")}>
        <Field label={t("sale.member")}>
          <MemberPick value={member} onChange={setMember} />
        </Field>
        <Field label={t("sale.item")}>
          <Input
            value={typed.item}
            maxLength={200}
            onChange={(event) => type({ item: event.target.value })}
          />
        </Field>
        <Field label={t("sale.amount")}>
          <InputNumber
            className="sale-wide"
            prefix="¥"
            min={0.01}
            max={10_000_000}
            precision={2}
            inputMode="decimal"
            value={typed.yuan}
            onChange={(yuan) => type({ yuan })}
          />
        </Field>
        <Field label={t("sale.pieces")}>
          <InputNumber
            className="sale-wide"
            min={1}
            max={100_000}
            precision={0}
            value={typed.pieces}
            onChange={(pieces) => type({ pieces: pieces ?? 1 })}
          />
        </Field>
        <Field label={t("sale.sold")} hint={sold ? undefined : t("sale.entry.now")}>
          <DatePicker
            className="sale-wide"
            showTime={{ format: "HH:mm" }}
            format="YYYY-MM-DD HH:mm"
            value={sold ? dayjs(sold) : null}
            placeholder={clockIn(zone, now()).replace("T", " ")}
            onChange={(value) => setSold(value ? value.format("YYYY-MM-DDTHH:mm") : null)}
          />
        </Field>
        <Field label={t("sale.buyer")} hint={t("sale.entry.buyer_hint")}>
          <Input
            value={typed.buyer}
            maxLength={100}
            onChange={(event) => type({ buyer: event.target.value })}
          />
        </Field>
        {enter.problem && <RefusalList problem={enter.problem} />}
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          loading={enter.pending}
          disabled={!ready}
        >
          {t("sale.entry.save")}
        </Button>
      </Form>
    </Layer>
  );
}
