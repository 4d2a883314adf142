import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { MemberPick } from "../../parts/MemberPick";
import { Money } from "../../parts/Numbers";
import { Sheet } from "../../parts/Page";
import { Person } from "../../parts/Person";
import { type Column, Rows } from "../../parts/Rows";
import { shopName } from "../../parts/shops";
import type { Match, Shown } from "./choices";

type Seller = Shown["sellers"][number];
type SellersProps = {
  sellers: Seller[];
  count: number;
  matches: Match[];
  onChange: (matches: Match[]) => void;
};

/** Who the sellers of a file are. Those that need a person stand first. */
export function Sellers({ sellers, count, matches, onChange }: SellersProps) {
  const { t } = useTranslation();
  const open = sellers.filter(({ known }) => known === "unknown" || known === "suggested").length;
  const match = (seller: Seller, member: number | null) => {
    const same = (one: Match) => one.shop === seller.shop && one.key === seller.key;
    onChange([
      ...matches.filter((one) => !same(one)),
      { shop: seller.shop, key: seller.key, member },
    ]);
  };
  if (sellers.length === 0) return null;
  const columns: Column<Seller>[] = [
    {
      key: "seller",
      title: t("sale.seller"),
      phone: "title",
      cell: (seller) => (
        <>
          <b>{seller.name}</b>
          <small className="sale-small">
            {shopName(seller.shop)}
            {seller.key !== seller.name && ` · ${seller.key}`}
          </small>
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
      key: "member",
      title: t("sale.import.member"),
      width: 340,
      cell: (seller) => <Who seller={seller} onMatch={(member) => match(seller, member)} />,
    },
  ];
  return (
    <Sheet
      title={t("sale.import.sellers")}
      aside={
        open > 0 ? t("sale.import.sellers_open", { count: open }) : t("sale.import.sellers_done")
      }
    >
      <Rows
        rows={sellers}
        columns={columns}
        rowKey={(seller) => `${seller.shop} ${seller.key}`}
        label={t("sale.import.sellers")}
      />
      {count > sellers.length && (
        <p className="sale-note">
          {t("sale.import.sellers_more", { count: count - sellers.length })}
        </p>
      )}
    </Sheet>
  );
}

function Who({ seller, onMatch }: { seller: Seller; onMatch: (member: number | null) => void }) {
  const { t } = useTranslation();
  const { known, member_id, member_name } = seller;
  if ((known === "matched" || known === "same") && member_name)
    return <Person name={member_name} hint={t(`sale.import.how.${known}`)} size={28} />;
  return (
    <div className="sale-who">
      {known === "suggested" && member_id != null && (
        <Button onClick={() => onMatch(member_id)}>
          {t("sale.import.is", { name: member_name })}
        </Button>
      )}
      <MemberPick
        label={t("sale.import.who", { name: seller.name })}
        value={undefined}
        onChange={(member) => member && onMatch(member.id)}
      />
      {known === "nobody" ? (
        <span className="sale-note">{t("sale.import.nobody_chosen")}</span>
      ) : (
        <Button type="text" onClick={() => onMatch(null)}>
          {t("sale.import.nobody")}
        </Button>
      )}
    </div>
  );
}
