import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import type { components } from "../api/schema";
import { DateTime } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { type Column, Rows } from "../parts/Rows";
import { Delivery } from "./Delivery";
import { useStand } from "./stand";

type Row = components["schemas"]["OutboxDelivery"];

/** The delivery log, the latest first. */
export function Deliveries({ hasRobots }: { hasRobots: boolean }) {
  const { t } = useTranslation();
  // Where each page of the log begins; the first begins at the end.
  const [pages, setPages] = useState<(number | undefined)[]>([undefined]);
  const { data } = useRead("/api/outbox/deliveries", { params: { query: {} } });
  // Before the first robot there is nothing to say of it.
  if (!hasRobots && data?.rows.length === 0) return null;
  return (
    <Sheet title={t("outbox.log.title")}>
      {pages.map((before, nth) => (
        <Part
          key={before ?? 0}
          before={before}
          onMore={nth === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
        />
      ))}
    </Sheet>
  );
}

type PartProps = { before: number | undefined; onMore: ((next: number) => void) | undefined };

function Part({ before, onMore }: PartProps) {
  const { t } = useTranslation();
  const { data } = useRead("/api/outbox/deliveries", { params: { query: { before } } });
  const [opened, setOpened] = useState<number>();
  const columns: Column<Row>[] = [
    {
      key: "title",
      title: t("outbox.log.column.title"),
      cell: (row) => (
        <>
          <Button
            type="link"
            className="outbox-open"
            onClick={(event) => {
              event.stopPropagation();
              setOpened(row.id);
            }}
          >
            {row.title ?? t("outbox.log.forgotten")}
          </Button>
          <small className="outbox-note">{t(`outbox.kind.${row.kind}`)}</small>
        </>
      ),
      phone: "title",
    },
    { key: "robot", title: t("outbox.log.column.robot"), cell: (row) => row.robot },
    {
      key: "at",
      title: t("outbox.log.column.at"),
      cell: (row) => <DateTime at={row.ended_at ?? row.queued_at} />,
    },
    {
      key: "stand",
      title: t("outbox.log.column.stand"),
      cell: (row) => <Stand row={row} />,
    },
  ];
  const next = data?.next;
  const row = data?.rows.find((one) => one.id === opened);
  return (
    <>
      <Rows
        rows={data?.rows}
        columns={columns}
        rowKey={(one) => one.id}
        label={t("outbox.log.title")}
        onOpen={(one) => setOpened(one.id)}
        empty={<p className="outbox-note">{t("outbox.log.none")}</p>}
        more={onMore && next != null ? { load: () => onMore(next), pending: false } : undefined}
      />
      {row && <Delivery row={row} onClose={() => setOpened(undefined)} />}
    </>
  );
}

function Stand({ row }: { row: Row }) {
  const stand = useStand();
  const { tone, words, next, mend } = stand(row);
  return (
    <span className="outbox-last">
      <span className={`outbox-${tone}`}>
        {words} {next != null && <DateTime at={next} />}
      </span>
      {mend && <small className="outbox-note">{mend}</small>}
    </span>
  );
}
