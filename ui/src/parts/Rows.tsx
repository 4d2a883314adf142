// A table at a desk, cards on a phone, from one list of columns.
//
//   const columns: Column<Sale>[] = [
//     { key: "order", title: t("sale.order"), cell: (s) => s.order_no, phone: "title" },
//     { key: "net", title: t("sale.net"), cell: (s) => <Money fen={s.net} />, width: 140, right: true, phone: "aside" },
//   ];
//   <Rows rows={data} columns={columns} rowKey={(s) => s.id} label={t("sale.list.title")} empty={<Empty … />} />
import { Button, Table } from "antd";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFirst } from "./first";
import { usePhone } from "./phone";
import { Skeleton } from "./Skeleton";

export interface Column<T> {
  key: string;
  title: ReactNode;
  cell: (row: T) => ReactNode;
  /** Pixels; columns without a width share the rest. */
  width?: number;
  /** Numbers stand to the right. */
  right?: boolean;
  /** On a phone: the card's title, its right side, a named line (default), or left out. */
  phone?: "title" | "aside" | "line" | "none";
}

interface RowsProps<T> {
  rows: readonly T[] | undefined;
  columns: readonly Column<T>[];
  rowKey: (row: T) => string | number;
  /** Says what the table holds, for who cannot see it. */
  label: string;
  empty?: ReactNode;
  /** Opens a row. The row's title should then be a link or a button, too, for the keyboard. */
  onOpen?: (row: T) => void;
  /** More is on the server. */
  more?: { load: () => void; pending: boolean } | undefined;
  /** Of a table so long that only rows in view are drawn: its height. */
  height?: number;
}

const virtualFrom = 250;

export function Rows<T extends object>(props: RowsProps<T>) {
  const { rows, empty, more } = props;
  const { t } = useTranslation();
  const phone = usePhone();
  const [begun, room] = useFirst(rows ?? []);
  if (!rows) return <Skeleton />;
  if (rows.length === 0 && empty) return empty;
  const long = !phone && rows.length > virtualFrom;
  const Part = phone ? Cards : Short;
  return (
    <div className="rows" style={long ? undefined : room}>
      {long ? <Long {...props} rows={rows} /> : <Part {...props} rows={begun} />}
      {more && (
        <Button loading={more.pending} onClick={more.load} block>
          {t("parts.more")}
        </Button>
      )}
    </div>
  );
}

type Whole<T> = RowsProps<T> & { rows: readonly T[] };

/** Plain, because a page that opens draws it at once: the library's takes several times as long (measured). */
function Short<T extends object>({ rows, columns, rowKey, label, onOpen }: Whole<T>) {
  return (
    <div className="rows-short">
      <table aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, title, width, right }) => (
              <th key={key} scope="col" style={{ width }} data-right={right || undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={onOpen && "row-opens"}
              onClick={onOpen && (() => onOpen(row))}
            >
              {columns.map(({ key, cell, right }) => (
                <td key={key} data-right={right || undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const flexibleMin = 160;

/** How wide a table may be: its columns without a width share what is left. */
function useWidth() {
  const [width, setWidth] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  // The size of an element is outside React.
  useLayoutEffect(() => {
    if (!place.current) return;
    setWidth(place.current.clientWidth);
    const watch = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  return [place, width] as const;
}

/** Draws only what is in view. */
function Long<T extends object>({ rows, columns, rowKey, label, onOpen, height = 560 }: Whole<T>) {
  const [place, whole] = useWidth();
  const flexible = columns.filter((column) => column.width === undefined).length;
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const share = Math.max(flexibleMin, flexible ? Math.floor((whole - fixed) / flexible) : 0);
  return (
    <div ref={place}>
      <Table<T>
        aria-label={label}
        dataSource={rows as T[]}
        rowKey={rowKey}
        columns={columns.map(({ key, title, cell, width, right }) => ({
          key,
          title,
          width: width ?? share,
          align: right ? ("right" as const) : undefined,
          render: (_, row) => cell(row),
        }))}
        pagination={false}
        virtual
        scroll={{ x: fixed + share * flexible, y: height }}
        rowClassName={onOpen ? "row-opens" : ""}
        onRow={(row) => (onOpen ? { onClick: () => onOpen(row) } : {})}
      />
    </div>
  );
}

function Cards<T extends object>({ rows, columns, rowKey, label }: Whole<T>) {
  const of = (place: Column<T>["phone"]) =>
    columns.filter((column) => (column.phone ?? "line") === place);
  return (
    <ul className="cards" aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)}>
          <div className="card-head">
            <div>
              {of("title").map((column) => (
                <div key={column.key}>{column.cell(row)}</div>
              ))}
            </div>
            <div className="card-aside">
              {of("aside").map((column) => (
                <div key={column.key}>{column.cell(row)}</div>
              ))}
            </div>
          </div>
          {of("line").length > 0 && (
            <dl>
              {of("line").map((column) => (
                <div key={column.key} data-act={column.title === "" || undefined}>
                  {column.title && <dt>{column.title}</dt>}
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}
