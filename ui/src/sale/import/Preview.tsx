import { useTranslation } from "react-i18next";
import { Problem } from "../../api/problem";
import { DateTime, Money } from "../../parts/Numbers";
import { Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import { type Column, Rows } from "../../parts/Rows";
import { Stat, Stats } from "../../parts/Stat";
import { StateTag } from "../State";
import type { Shown } from "./choices";

type Line = Shown["lines"][number];

/** What an import would do. */
export function Preview({ shown }: { shown: Shown }) {
  const { t } = useTranslation();
  const notes = [
    shown.repeated > 0 && t("sale.import.repeated", { count: shown.repeated }),
    shown.totals > 0 && t("sale.import.totals", { count: shown.totals }),
    shown.refunds_by_word > 0 && t("sale.import.by_word", { count: shown.refunds_by_word }),
  ].filter(Boolean);
  return (
    <>
      <Sheet title={t("sale.import.preview")}>
        <Stats>
          <Stat label={t("sale.outcome.new")} great note={<Money fen={shown.new_fen} />}>
            {shown.new}
          </Stat>
          <Stat label={t("sale.outcome.changed")}>{shown.changed}</Stat>
          <Stat label={t("sale.outcome.unchanged")}>{shown.unchanged}</Stat>
          <Stat label={t("sale.outcome.refunds")} note={<Money fen={-shown.refund_fen} />}>
            {shown.refunds}
          </Stat>
          <Stat label={t("sale.outcome.refused")}>{shown.refused}</Stat>
        </Stats>
        {shown.first_at != null && shown.last_at != null && (
          <p className="sale-note">
            <DateTime at={shown.first_at} shape="day" /> –{" "}
            <DateTime at={shown.last_at} shape="day" />
          </p>
        )}
        {notes.map((note) => (
          <p key={String(note)} className="sale-note">
            {note}
          </p>
        ))}
      </Sheet>
      {shown.refused > 0 && (
        <Sheet title={t("sale.import.refused", { count: shown.refused })}>
          <RefusalList
            problem={
              new Problem(422, {
                code: "Rows",
                words: t("sale.import.refused_words"),
                places: shown.refusals,
              })
            }
          />
        </Sheet>
      )}
      {shown.lines.length > 0 && (
        <Sheet title={t("sale.import.lines")}>
          <Lines lines={shown.lines} />
        </Sheet>
      )}
    </>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  const { t } = useTranslation();
  const columns: Column<Line>[] = [
    {
      key: "order",
      title: t("sale.order_no"),
      phone: "title",
      cell: (line) => (
        <>
          <b>{line.item || line.order_no}</b>
          <small className="sale-small">{line.order_no}</small>
        </>
      ),
    },
    { key: "seller", title: t("sale.seller"), width: 140, cell: (line) => line.seller ?? "–" },
    {
      key: "state",
      title: t("sale.state.title"),
      width: 110,
      cell: (line) => <StateTag state={line.state} />,
    },
    {
      key: "at",
      title: t("sale.at"),
      width: 160,
      phone: "none",
      cell: (line) => <DateTime at={line.at} />,
    },
    {
      key: "amount",
      title: t("sale.amount"),
      width: 150,
      right: true,
      phone: "aside",
      cell: (line) => (
        <>
          <Money fen={line.amount_fen} />
          {line.refund_fen > 0 && (
            <small className="sale-small">
              {t("sale.refund")} <Money fen={line.refund_fen} />
            </small>
          )}
        </>
      ),
    },
    {
      key: "outcome",
      title: t("sale.import.outcome"),
      width: 90,
      cell: (line) => t(`sale.outcome.${line.outcome}`),
    },
  ];
  return (
    <Rows
      rows={lines}
      columns={columns}
      rowKey={(line) => line.row}
      label={t("sale.import.lines")}
    />
  );
}
