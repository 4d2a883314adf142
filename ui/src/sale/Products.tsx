import "./sale.css";
import { Button, Checkbox, Input } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import type { components } from "../api/schema";
import { useFilter } from "../frame/go";
import { Empty } from "../parts/Empty";
import { GoButton } from "../parts/GoButton";
import { DateTime, Money } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { type Column, Rows } from "../parts/Rows";
import { shopName } from "../parts/shops";
import { paths } from "../paths";
import { Category } from "./Category";

type Product = components["schemas"]["ProductShown"];

const keyOf = (product: Product) => `${product.shop} ${product.item}`;

/** What was sold under each name, and which category it is of. */
export default function Products() {
  const { t } = useTranslation();
  const [filter, change] = useFilter<{ text: string; without: boolean }>("products", {
    text: "",
    without: false,
  });
  const [chosen, setChosen] = useState<ReadonlyMap<string, Product>>(new Map());
  const [setting, setSetting] = useState<readonly Product[]>();
  const text = useDeferredValue(filter.text.trim()) || undefined;
  const { data } = useRead("/api/products", {
    params: { query: { text, without: filter.without || undefined } },
  });
  const rows = data?.products;
  const pick = (products: readonly Product[], on: boolean) => {
    const next = new Map(chosen);
    for (const product of products)
      if (on) next.set(keyOf(product), product);
      else next.delete(keyOf(product));
    setChosen(next);
  };
  const all = rows !== undefined && rows.length > 0 && rows.every((row) => chosen.has(keyOf(row)));
  const columns: Column<Product>[] = [
    {
      key: "item",
      title: t("sale.item"),
      phone: "title",
      cell: (product) => (
        <>
          <Checkbox
            className="sale-link"
            checked={chosen.has(keyOf(product))}
            onChange={({ target }) => pick([product], target.checked)}
          >
            {product.item || "–"}
          </Checkbox>
          <small className="sale-small">{shopName(product.shop)}</small>
        </>
      ),
    },
    {
      key: "category",
      title: t("sale.products.category"),
      width: 170,
      cell: (product) => <Held product={product} />,
    },
    {
      key: "orders",
      title: t("sale.products.orders"),
      width: 70,
      right: true,
      phone: "none",
      cell: (product) => product.orders,
    },
    {
      key: "net",
      title: t("sale.net"),
      width: 130,
      right: true,
      phone: "aside",
      cell: (product) => <Money fen={product.net_fen} />,
    },
    {
      key: "seen",
      title: t("sale.products.last"),
      width: 190,
      phone: "none",
      cell: (product) => (
        <>
          <DateTime at={product.last_at} shape="day" />
          <small className="sale-small">
            {t("sale.products.first")} <DateTime at={product.first_at} shape="day" />
          </small>
        </>
      ),
    },
    {
      key: "set",
      title: "",
      width: 130,
      right: true,
      cell: (product) => (
        <Button type="text" onClick={() => setSetting([product])}>
          {t("sale.products.set")}
        </Button>
      ),
    },
  ];
  return (
    <Page
      title={t("sale.products.title")}
      purpose={t("sale.products.purpose")}
      tools={
        <>
          <Input.Search
            className="sale-search"
            aria-label={t("sale.products.search")}
            placeholder={t("sale.products.search")}
            allowClear
            value={filter.text}
            onChange={({ target }) => change({ text: target.value })}
          />
          <Checkbox
            checked={filter.without}
            onChange={({ target }) => change({ without: target.checked })}
          >
            {t("sale.products.without")}
          </Checkbox>
        </>
      }
      actions={
        chosen.size > 0 && (
          <Button type="primary" onClick={() => setSetting([...chosen.values()])}>
            {t("sale.products.chosen", { count: chosen.size })}
          </Button>
        )
      }
    >
      <Sheet title={data && t("sale.products.count", { count: data.count })}>
        {data && data.products.length > 0 && (
          <Checkbox
            className="sale-all"
            checked={all}
            indeterminate={!all && chosen.size > 0}
            onChange={({ target }) => pick(data.products, target.checked)}
          >
            {t("sale.products.all")}
          </Checkbox>
        )}
        <Rows
          rows={rows}
          columns={columns}
          rowKey={keyOf}
          label={t("sale.products.title")}
          empty={
            text || filter.without ? (
              <Empty words={t("sale.products.none_so")} />
            ) : (
              <Empty
                words={t("sale.products.none")}
                action={<GoButton to={paths.ordersImport()}>{t("sale.import.title")}</GoButton>}
              />
            )
          }
        />
        {data && data.count > data.products.length && (
          <p className="sale-note">{t("sale.products.more", { shown: data.products.length })}</p>
        )}
      </Sheet>
      {setting && (
        <Category
          products={setting}
          known={data?.categories ?? []}
          onClose={(saved) => {
            setSetting(undefined);
            if (saved) setChosen(new Map());
          }}
        />
      )}
    </Page>
  );
}

/** The category a sale of now is counted as, and by whose word. */
function Held({ product }: { product: Product }) {
  const { t } = useTranslation();
  const said = product.said[0];
  return (
    <>
      {product.category ?? (
        <span className="sale-note">
          {product.told.length > 1 ? product.told.join(" / ") : t("sale.products.no_category")}
        </span>
      )}
      {said ? (
        <small className="sale-small">
          {t(`sale.products.${said.from_at == null ? "said_all" : "said_from"}`, { by: said.by })}
          {said.from_at != null && (
            <>
              {" "}
              <DateTime at={said.from_at} shape="day" />
            </>
          )}
        </small>
      ) : (
        product.told.length === 1 && (
          <small className="sale-small">{t("sale.products.told", { told: product.told[0] })}</small>
        )
      )}
    </>
  );
}
