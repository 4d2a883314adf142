import { Button, DatePicker, Input, InputNumber } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { Field, Form } from "../parts/Field";
import { clockIn, momentIn, money } from "../parts/format";
import { Layer } from "../parts/Layer";
import { RefusalList } from "../parts/RefusalList";

type Sale = components["schemas"]["SaleShown"];

/** Money given back that no file told of. */
export function Refund({ sale, onClose }: { sale: Sale; onClose: () => void }) {
  const { t } = useTranslation();
  const { zone } = useSelf().team;
  const left = (sale.amount_fen - sale.refund_fen) / 100;
  const [yuan, setYuan] = useState<number | null>(left);
  const [reason, setReason] = useState("");
  const [at, setAt] = useState<string | null>(null);
  const path = { params: { path: { id: sale.id } } };
  const refund = useWrite("post", "/api/sales/{id}/refunds", {
    saved: "sale.refunding.saved",
    quiet: true,
    done: onClose,
    undo:
      (_, { body }) =>
      () =>
        send("post", "/api/sales/{id}/refunds", {
          ...path,
          body: { fen: -body.fen, reason: t("sale.refunding.undo") },
        }),
  });
  const save = () =>
    void refund.run({
      ...path,
      body: {
        fen: Math.round((yuan ?? 0) * 100),
        reason: reason || null,
        happened_at: at ? momentIn(zone, at) : null,
      },
    });
  return (
    <Layer title={t("sale.refunding.title")} onClose={onClose}>
      <Form onSend={save} label={t("sale.refunding.title")}>
        <Field
          label={t("sale.refunding.amount")}
          hint={t("sale.refunding.left", { left: money(sale.amount_fen - sale.refund_fen) })}
        >
          <InputNumber
            className="sale-wide"
            prefix="¥"
            min={0.01}
            max={left}
            precision={2}
            inputMode="decimal"
            value={yuan}
            onChange={setYuan}
          />
        </Field>
        <Field label={t("sale.refunding.at")} hint={at ? undefined : t("sale.entry.now")}>
          <DatePicker
            className="sale-wide"
            showTime={{ format: "HH:mm" }}
            format="YYYY-MM-DD HH:mm"
            value={at ? dayjs(at) : null}
            placeholder={clockIn(zone, now()).replace("T", " ")}
            onChange={(value) => setAt(value ? value.format("YYYY-MM-DDTHH:mm") : null)}
          />
        </Field>
        <Field label={t("sale.refunding.reason")}>
          <Input
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {refund.problem && <RefusalList problem={refund.problem} />}
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          loading={refund.pending}
          disabled={!yuan}
        >
          {t("sale.refunding.save")}
        </Button>
      </Form>
    </Layer>
  );
}
