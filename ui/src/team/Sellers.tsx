import { Button, Input, Select } from "antd";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { RefusalList } from "../parts/RefusalList";

type SellerKey = components["schemas"]["SellerKey"];
type SellersProps = { id: number; sellers: SellerKey[]; editable: boolean };

const shops = [
  "douyin",
  "taobao",
  "youzan",
  "kuaituantuan",
  "weixin",
  "kuaishou",
  "xiaohongshu",
  "pinduoduo",
] as const;

/** What shops call a member; orders of these sellers are theirs. */
export function Sellers({ id, sellers, editable }: SellersProps) {
  const { t } = useTranslation();
  const [shop, setShop] = useState<string>(shops[0]);
  const [key, setKey] = useState("");
  const save = useWrite("put", "/api/members/{id}/sellers", {
    saved: "team.seller.saved",
    quiet: true,
  });
  const write = (body: SellerKey[]) => void save.run({ params: { path: { id } }, body });
  const name = (code: string) =>
    shops.some((one) => one === code) ? t(`team.shop.${code}`) : code;
  return (
    <div className="team-sellers">
      {sellers.length === 0 && <p className="team-note">{t("team.seller.none")}</p>}
      <ul>
        {sellers.map((one) => (
          <li key={`${one.shop} ${one.key}`}>
            <span>{name(one.shop)}</span>
            <span className="number">{one.key}</span>
            {editable && (
              <Button
                type="text"
                size="small"
                aria-label={t("team.seller.remove", { key: one.key })}
                icon={<X size={16} aria-hidden="true" />}
                onClick={() => write(sellers.filter((other) => other !== one))}
              />
            )}
          </li>
        ))}
      </ul>
      {editable && (
        <form
          className="team-seller-add"
          onSubmit={(event) => {
            event.preventDefault();
            if (key.trim()) write([...sellers, { shop, key }]);
          }}
        >
          <Select
            aria-label={t("team.seller.shop")}
            value={shop}
            options={shops.map((value) => ({ value, label: t(`team.shop.${value}`) }))}
            onChange={setShop}
          />
          <Input
            aria-label={t("team.seller.key")}
            placeholder={t("team.seller.key")}
            value={key}
            maxLength={80}
            onChange={(event) => setKey(event.target.value)}
          />
          <Button htmlType="submit" loading={save.pending}>
            {t("team.seller.add")}
          </Button>
        </form>
      )}
      {save.problem && <RefusalList problem={save.problem} />}
    </div>
  );
}
