import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import type { components } from "../api/schema";
import { useFilter } from "../frame/go";
import { Empty } from "../parts/Empty";
import { DateTime } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { Skeleton } from "../parts/Skeleton";
import { useDifference } from "./difference";
import "./record.css";

type Kind = components["schemas"]["Kind"];
type Row = components["schemas"]["RecordRow"];

export default function Record() {
  const { t } = useTranslation();
  const [{ kind }, change] = useFilter<{ kind: Kind | "all" }>("record", { kind: "all" });
  // Where each page of the list begins; the first begins at the end.
  const [pages, setPages] = useState<(number | undefined)[]>([undefined]);
  const { data } = useRead("/api/record", {
    params: { query: { kind: kind === "all" ? undefined : kind } },
  });
  return (
    <Page
      narrow
      title={t("record.title")}
      purpose={t("record.purpose")}
      tools={
        <Select<Kind | "all">
          aria-label={t("record.kindLabel")}
          className="record-kind"
          value={kind}
          options={(["all", ...(data?.kinds ?? [])] as const).map((value) => ({
            value,
            label: t(`record.kind.${value}`),
          }))}
          onChange={(kind) => {
            setPages([undefined]);
            change({ kind });
          }}
        />
      }
    >
      <Sheet>
        {data?.rows.length === 0 && <Empty words={t("record.none")} />}
        {pages.map((before, index) => (
          <Part
            key={before ?? 0}
            kind={kind}
            before={before}
            onMore={index === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
          />
        ))}
      </Sheet>
    </Page>
  );
}

type PartProps = {
  kind: Kind | "all";
  before: number | undefined;
  onMore: ((next: number) => void) | undefined;
};

function Part({ kind, before, onMore }: PartProps) {
  const { t } = useTranslation();
  const { data } = useRead("/api/record", {
    params: { query: { kind: kind === "all" ? undefined : kind, before } },
  });
  if (!data) return <Skeleton />;
  const { next } = data;
  return (
    <>
      <ol className="record-list">
        {data.rows.map((row) => (
          <Entry key={row.id} row={row} />
        ))}
      </ol>
      {onMore && next != null && (
        <Button block onClick={() => onMore(next)}>
          {t("parts.more")}
        </Button>
      )}
    </>
  );
}

function Entry({ row }: { row: Row }) {
  const { t } = useTranslation();
  const difference = useDifference();
  return (
    <li>
      <div className="record-head">
        <b>{t(`record.kind.${row.kind}`)}</b>
        {row.subject && <span>{row.subject}</span>}
        <small>
          {row.by ?? t("record.program")} · <DateTime at={row.at} />
        </small>
      </div>
      <ul>
        {difference(row).map(({ name, from, to }) => (
          <li key={name}>
            {name && <span className="record-name">{name}</span>}
            {from !== undefined && <del>{from}</del>}
            {from !== undefined && to !== undefined && " → "}
            {to !== undefined && <ins>{to}</ins>}
          </li>
        ))}
      </ul>
      {row.reason && <p>{t("record.reason", { reason: row.reason })}</p>}
    </li>
  );
}
