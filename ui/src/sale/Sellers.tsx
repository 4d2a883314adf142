import "./sale.css";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useRead, useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { Empty } from "../parts/Empty";
import { GoButton } from "../parts/GoButton";
import { MemberPick } from "../parts/MemberPick";
import { DateTime, Money } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { type Column, Rows } from "../parts/Rows";
import { paths } from "../paths";
import { shopName } from "../parts/shops";

type All = components["schemas"]["Sellers"];
type Unmatched = All["unmatched"][number];
type Matched = All["matched"][number];

/** Who the sellers in the shops' files are. */
export default function Sellers() {
  const { t } = useTranslation();
  const { data } = useRead("/api/sellers");
  const match = useWrite("post", "/api/sellers", {
    saved: "sale.sellers.saved",
    undo:
      (_, { body }) =>
      () =>
        send("post", "/api/sellers", { body: body.map((wish) => ({ ...wish, member: null })) }),
  });
  const is = (shop: string, key: string, member: number | null) =>
    void match.run({ body: [{ shop, key, member }] });
  const open: Column<Unmatched>[] = [
    {
      key: "seller",
      title: t("sale.seller"),
      phone: "title",
      cell: (seller) => (
        <>
          <b>{seller.key}</b>
          <small className="sale-small">{shopName(seller.shop)}</small>
        </>
      ),
    },
    {
      key: "fen",
      title: t("sale.import.sold"),
      width: 170,
      right: true,
      phone: "aside",
      cell: (seller) => (
        <>
          <Money fen={seller.fen} />
          <small className="sale-small">{t("sale.import.on_lines", { count: seller.lines })}</small>
        </>
      ),
    },
    {
      key: "last",
      title: t("sale.sellers.last"),
      width: 150,
      phone: "none",
      cell: (seller) => <DateTime at={seller.last_at} shape="day" />,
    },
    {
      key: "member",
      title: t("sale.import.member"),
      width: 320,
      cell: (seller) => (
        <div className="sale-who">
          {seller.suggested_id != null && (
            <Button onClick={() => is(seller.shop, seller.key, seller.suggested_id ?? null)}>
              {t("sale.import.is", { name: seller.suggested_name })}
            </Button>
          )}
          <MemberPick
            label={t("sale.import.who", { name: seller.key })}
            value={undefined}
            onChange={(member) => member && is(seller.shop, seller.key, member.id)}
          />
        </div>
      ),
    },
  ];
  const known: Column<Matched>[] = [
    {
      key: "seller",
      title: t("sale.seller"),
      phone: "title",
      cell: (seller) => (
        <>
          {seller.key}
          <small className="sale-small">{shopName(seller.shop)}</small>
        </>
      ),
    },
    {
      key: "member",
      title: t("sale.import.member"),
      width: 260,
      cell: (seller) => (
        <Person name={seller.member_name} to={paths.member(seller.member_id)} size={28} />
      ),
    },
    {
      key: "take",
      title: "",
      width: 120,
      right: true,
      phone: "aside",
      cell: (seller) => (
        <Button type="text" onClick={() => is(seller.shop, seller.key, null)}>
          {t("sale.sellers.take")}
        </Button>
      ),
    },
  ];
  return (
    <Page title={t("sale.sellers.title")} purpose={t("sale.sellers.purpose")}>
      <Sheet title={t("sale.sellers.unmatched")}>
        <Rows
          rows={data?.unmatched}
          columns={open}
          rowKey={(seller) => `${seller.shop} ${seller.key}`}
          label={t("sale.sellers.unmatched")}
          empty={
            <Empty
              words={t("sale.sellers.none")}
              action={<GoButton to={paths.ordersImport()}>{t("sale.import.title")}</GoButton>}
            />
          }
        />
      </Sheet>
      {data && data.matched.length > 0 && (
        <Sheet title={t("sale.sellers.matched")}>
          <Rows
            rows={data.matched}
            columns={known}
            rowKey={(seller) => `${seller.shop} ${seller.key}`}
            label={t("sale.sellers.matched")}
          />
        </Sheet>
      )}
    </Page>
  );
}
