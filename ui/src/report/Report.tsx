import { Button, DatePicker, Input, InputNumber } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { clockIn, momentIn } from "../parts/format";
import { Empty } from "../parts/Empty";
import { Field, Form } from "../parts/Field";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Report as OneReport } from "./One";
import "./report.css";

const nothing = { item: "", yuan: null as number | null, pieces: 1, buyer: "", note: "" };

export default function Report() {
  const { t } = useTranslation();
  return (
    <Page title={t("report.title")} purpose={t("report.purpose")} narrow>
      <NewReport />
      <Mine />
    </Page>
  );
}

function NewReport() {
  const { t } = useTranslation();
  const { zone } = useSelf().team;
  const [typed, setTyped] = useState(nothing);
  // Wall-clock time of the team; null is "just now", whenever it is sent.
  const [sold, setSold] = useState<string | null>(null);
  const save = useWrite("post", "/api/reports", {
    saved: "report.saved",
    quiet: true,
    done: () => {
      setTyped(nothing);
      setSold(null);
    },
  });
  const type = (change: Partial<typeof nothing>) => setTyped({ ...typed, ...change });
  const send = () =>
    save.run({
      body: {
        item: typed.item,
        amount_fen: Math.round((typed.yuan ?? 0) * 100),
        quantity: typed.pieces,
        buyer: typed.buyer || null,
        note: typed.note || null,
        sold_at: sold ? momentIn(zone, sold) : now(),
      },
    });
  return (
    <Sheet>
      <Form onSend={send} label={t("report.title")}>
        <Field label={t("report.item")} hint={t("report.item_hint")}>
          <Input
            value={typed.item}
            maxLength={200}
            onChange={(e) => type({ item: e.target.value })}
          />
        </Field>
        <div className="report-pair">
          <Field label={t("report.amount")}>
            <InputNumber
              className="report-wide"
              prefix="¥"
              min={0.01}
              max={10_000_000}
              precision={2}
              inputMode="decimal"
              value={typed.yuan}
              onChange={(yuan) => type({ yuan })}
            />
          </Field>
          <Field label={t("report.pieces")}>
            <InputNumber
              className="report-wide"
              min={1}
              max={100_000}
              precision={0}
              value={typed.pieces}
              onChange={(pieces) => type({ pieces: pieces ?? 1 })}
            />
          </Field>
        </div>
        <div className="report-pair">
          <Field label={t("report.sold")} hint={sold ? undefined : t("report.sold_now")}>
            <DatePicker
              className="report-wide"
              showTime={{ format: "HH:mm" }}
              format="YYYY-MM-DD HH:mm"
              value={sold ? dayjs(sold) : null}
              placeholder={clockIn(zone, now()).replace("T", " ")}
              onChange={(value) => setSold(value ? value.format("YYYY-MM-DDTHH:mm") : null)}
            />
          </Field>
          <Field label={t("report.buyer")}>
            <Input
              value={typed.buyer}
              maxLength={100}
              onChange={(e) => type({ buyer: e.target.value })}
            />
          </Field>
        </div>
        <Field label={t("report.note")}>
          <Input.TextArea
            value={typed.note}
            maxLength={500}
            autoSize={{ minRows: 1, maxRows: 4 }}
            onChange={(e) => type({ note: e.target.value })}
          />
        </Field>
        {save.problem && <RefusalList problem={save.problem} />}
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          loading={save.pending}
          disabled={!typed.item.trim() || !typed.yuan}
        >
          {t("report.send")}
        </Button>
      </Form>
    </Sheet>
  );
}

function Mine() {
  const { t } = useTranslation();
  const { data } = useRead("/api/reports", { params: { query: { mine: true } } });
  if (!data) return null;
  return (
    <Sheet title={t("report.mine")}>
      {data.reports.length === 0 ? (
        <Empty words={t("report.none")} />
      ) : (
        <ul className="report-list">
          {data.reports.map((report) => (
            <OneReport key={report.id} report={report} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}
