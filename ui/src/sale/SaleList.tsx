import "./sale.css";
import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import type { components } from "../api/schema";
import { useFilter, useGo } from "../frame/go";
import { useSelf } from "../frame/me";
import { Empty } from "../parts/Empty";
import { Go } from "../parts/Go";
import { GoButton } from "../parts/GoButton";
import { DateTime, Money } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { type Column, Rows } from "../parts/Rows";
import { paths } from "../paths";
import { Entry } from "./Entry";
import { shopName, shops } from "../parts/shops";
import { StateTag } from "./State";

type Sale = components["schemas"]["SaleShown"];

const first = {
  text: "",
  shop: "",
  state: "",
  refunded: false,
  nobody: false,
  import: 0,
  member: 0,
};

export default function SaleList() {
  const { t } = useTranslation();
  const { role } = useSelf();
  const founder = role === "founder";
  const [filter, change] = useFilter("sales", first);
  const [entering, setEntering] = useState(false);
  // Each further page is kept under the address that it continues.
  const [older, setOlder] = useState<{ of: string; pages: string[] }>({ of: "", pages: [] });
  const of = JSON.stringify(filter);
  const pages = older.of === of ? older.pages : [];
  return (
    <Page
      title={t("sale.list.title")}
      purpose={t(`sale.list.purpose.${role}`)}
      tools={<Tools filter={filter} onChange={change} />}
      actions={
        founder && (
          <>
            <Button onClick={() => setEntering(true)}>{t("sale.entry.open")}</Button>
            <GoButton type="primary" to={paths.ordersImport()}>
              {t("sale.import.title")}
            </GoButton>
          </>
        )
      }
    >
      <Sheet>
        <List
          filter={filter}
          pages={pages}
          onMore={(next) => setOlder({ of, pages: [...pages, next] })}
        />
      </Sheet>
      {entering && <Entry onClose={() => setEntering(false)} />}
    </Page>
  );
}

type Filter = typeof first;
type ToolsProps = { filter: Filter; onChange: (part: Partial<Filter>) => void };

function Tools({ filter, onChange }: ToolsProps) {
  const { t } = useTranslation();
  const { role } = useSelf();
  const [text, setText] = useState(String(filter.text));
  const states = ["unpaid", "paid", "shipped", "finished", "closed"] as const;
  return (
    <>
      <Input.Search
        className="sale-search"
        aria-label={t("sale.list.search")}
        placeholder={t("sale.list.search")}
        allowClear
        value={text}
        onChange={(event) => setText(event.target.value)}
        onSearch={(wanted) => onChange({ text: wanted.trim() })}
      />
      <Select<string>
        aria-label={t("sale.shop.title")}
        value={filter.shop}
        options={[
          { value: "", label: t("sale.list.all_shops") },
          ...shops.map((code) => ({ value: code, label: shopName(code) })),
        ]}
        onChange={(shop) => onChange({ shop })}
        popupMatchSelectWidth={false}
      />
      <Select<string>
        aria-label={t("sale.state.title")}
        value={filter.state}
        options={[
          { value: "", label: t("sale.list.all_states") },
          ...states.map((state) => ({ value: state, label: t(`sale.state.${state}`) })),
        ]}
        onChange={(state) => onChange({ state })}
        popupMatchSelectWidth={false}
      />
      <Checkbox
        checked={filter.refunded}
        onChange={(event) => onChange({ refunded: event.target.checked })}
      >
        {t("sale.list.refunded")}
      </Checkbox>
      {role === "founder" && (
        <Checkbox
          checked={filter.nobody}
          onChange={(event) => onChange({ nobody: event.target.checked })}
        >
          {t("sale.list.nobody")}
        </Checkbox>
      )}
      {(filter.import > 0 || filter.member > 0) && (
        <Button onClick={() => onChange({ import: 0, member: 0 })}>
          {filter.import > 0
            ? t("sale.list.of_import", { id: filter.import })
            : t("sale.list.of_member")}{" "}
          ×
        </Button>
      )}
    </>
  );
}

type ListProps = { filter: Filter; pages: string[]; onMore: (next: string) => void };

function useSales(filter: Filter, before: string | undefined, enabled = true) {
  return useRead("/api/sales", {
    enabled,
    params: {
      query: {
        text: filter.text || undefined,
        shop: filter.shop || undefined,
        state: filter.state || undefined,
        refunded: filter.refunded || undefined,
        nobody: filter.nobody || undefined,
        import: filter.import || undefined,
        member: filter.member || undefined,
        before,
      },
    },
  });
}

/** Pages one under another; each asks for itself and stays current. */
function List({ filter, pages, onMore }: ListProps) {
  const { t } = useTranslation();
  const { role } = useSelf();
  const go = useGo();
  const head = useSales(filter, undefined);
  const last = useSales(filter, pages.at(-1), pages.length > 0);
  const kept = useKept(filter, pages, head.data?.sales, last.data?.sales);
  const next = pages.length > 0 ? last.data?.next : head.data?.next;
  return (
    <Rows
      rows={kept}
      columns={useColumns()}
      rowKey={(sale) => sale.id}
      label={t("sale.list.title")}
      onOpen={(sale) => go(paths.sale(sale.id))}
      more={next ? { load: () => onMore(next), pending: last.isFetching } : undefined}
      empty={
        <Empty
          words={t(`sale.list.none.${role}`)}
          action={
            role === "founder" && (
              <GoButton type="primary" to={paths.ordersImport()}>
                {t("sale.import.title")}
              </GoButton>
            )
          }
        />
      }
    />
  );
}

/** The first page as it is now, then the pages after it in the order they were asked for. */
function useKept(
  filter: Filter,
  pages: string[],
  head: Sale[] | undefined,
  last: Sale[] | undefined,
): Sale[] | undefined {
  const [kept, setKept] = useState<{ of: string; sales: Sale[] }>({ of: "", sales: [] });
  const of = JSON.stringify([filter, pages]);
  if (!head) return undefined;
  if (pages.length === 0) return head;
  const before = kept.sales;
  if (kept.of !== of && last) {
    const known = new Set(before.map((sale) => sale.id));
    const from = pages.length === 1 ? [] : before;
    const sales = [...from, ...last.filter((sale) => pages.length === 1 || !known.has(sale.id))];
    setKept({ of, sales });
    return [...head, ...sales];
  }
  return [...head, ...(pages.length === 1 && kept.of !== of ? [] : before)];
}

function useColumns(): Column<Sale>[] {
  const { t } = useTranslation();
  return [
    {
      key: "item",
      title: t("sale.item"),
      phone: "title",
      cell: (sale) => (
        <>
          <Go to={paths.sale(sale.id)} className="sale-link">
            {sale.item || sale.order_no}
          </Go>
          <small className="sale-small">
            {shopName(sale.shop)} · {sale.order_no}
          </small>
        </>
      ),
    },
    {
      key: "member",
      title: t("sale.member"),
      width: 150,
      cell: (sale) => sale.member_name ?? sale.seller_key ?? t("sale.nobody"),
    },
    {
      key: "state",
      title: t("sale.state.title"),
      width: 110,
      cell: (sale) => <StateTag state={sale.state} />,
    },
    { key: "at", title: t("sale.at"), width: 160, cell: (sale) => <DateTime at={sale.at} /> },
    {
      key: "net",
      title: t("sale.net"),
      width: 150,
      right: true,
      phone: "aside",
      cell: (sale) => <Net sale={sale} />,
    },
  ];
}

/** What counts; below it what was paid, when that differs. */
function Net({ sale }: { sale: Sale }) {
  const { t } = useTranslation();
  return (
    <>
      <Money fen={sale.net_fen} />
      {sale.is_undone && sale.net_fen === 0 ? (
        <small className="sale-small">{t("sale.undone")}</small>
      ) : (
        sale.net_fen !== sale.amount_fen && (
          <small className="sale-small">
            {sale.refund_fen > 0 ? (
              <>
                {t("sale.refund")} <Money fen={sale.refund_fen} />
              </>
            ) : (
              t("sale.counts_not")
            )}
          </small>
        )
      )}
    </>
  );
}
