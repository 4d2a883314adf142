import { useTranslation } from "react-i18next";
import { Go } from "../../parts/Go";
import { money } from "../../parts/format";
import { DateTime, Money } from "../../parts/Numbers";
import { shopName } from "../../parts/shops";
import { paths } from "../../paths";
import type { Why } from "../ask";

/** The order lines: what counted and what did not, each with its reason. */
export function Facts({ facts }: { facts: Why["facts"] }) {
  const { t } = useTranslation();
  return facts.map((fact) => (
    <li key={fact.sale_id} data-out={fact.left_out ?? undefined}>
      <div>
        <b>
          <Go to={paths.sale(fact.sale_id)}>{fact.item}</Go>
        </b>
        <small>
          <DateTime at={fact.at} />
          {fact.member_name && <span>{fact.member_name}</span>}
          <span>{shopName(fact.shop)}</span>
          <span>{fact.order_no}</span>
        </small>
        {fact.taken_fen > 0 && (
          <small>{t("contest.why.taken", { money: money(fact.taken_fen) })}</small>
        )}
        {fact.left_out && (
          <small className="contest-out">{t(`contest.out.${fact.left_out}`)}</small>
        )}
      </div>
      <Money fen={fact.fen} />
    </li>
  ));
}
