import "./sale.css";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import type { components } from "../api/schema";
import { usePlace } from "../frame/go";
import { useSelf } from "../frame/me";
import { Go } from "../parts/Go";
import { DateTime, Money, PointsNumber } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { Stat, Stats } from "../parts/Stat";
import { paths } from "../paths";
import { Refund } from "./Refund";
import { shopName } from "../parts/shops";
import { StateTag } from "./State";

type Sale = components["schemas"]["SalePage"];

export default function SalePage() {
  const { t } = useTranslation();
  const id = Number(usePlace().id);
  const [refunding, setRefunding] = useState(false);
  const { data, error } = useRead("/api/sales/{id}", { params: { path: { id } }, keep: false });
  if (error)
    return (
      <Page title={t("sale.one.title")}>
        <RefusalList problem={error} />
      </Page>
    );
  if (!data) return <Skeleton />;
  const { sale } = data;
  return (
    <Page
      title={sale.item || sale.order_no}
      purpose={`${shopName(sale.shop)} · ${sale.order_no}${sale.line_no && sale.line_no !== sale.item ? ` · ${sale.line_no}` : ""}`}
      actions={
        data.may_refund && (
          <Button onClick={() => setRefunding(true)}>{t("sale.refunding.open")}</Button>
        )
      }
    >
      <Facts page={data} />
      <Life page={data} />
      {data.order.length > 0 && <Others page={data} />}
      {refunding && <Refund sale={sale} onClose={() => setRefunding(false)} />}
    </Page>
  );
}

function Facts({ page: { sale } }: { page: Sale }) {
  const { t } = useTranslation();
  const { role } = useSelf();
  const who = sale.member_name ?? t("sale.nobody");
  return (
    <Sheet>
      <Stats>
        <Stat label={t("sale.net")} great note={<StateTag state={sale.state} />}>
          <Money fen={sale.net_fen} />
        </Stat>
        <Stat label={t("sale.amount")} note={t("sale.pieces_count", { count: sale.pieces })}>
          <Money fen={sale.amount_fen} />
        </Stat>
        <Stat label={t("sale.refunded")}>
          <Money fen={sale.refund_fen} />
        </Stat>
        <Stat
          label={t("sale.member")}
          note={sale.seller_key}
          to={
            role !== "member" && sale.member_id != null ? paths.member(sale.member_id) : undefined
          }
        >
          <span className="sale-name">{who}</span>
        </Stat>
      </Stats>
      <p className="sale-note">
        {t("sale.counts_for")} <DateTime at={sale.at} />
        {sale.category && ` · ${sale.category}`}
        {sale.is_undone && ` · ${t("sale.undone")}`}
      </p>
    </Sheet>
  );
}

/** What was told, given back and earned, in the order it became known. */
function Life({ page }: { page: Sale }) {
  const { t } = useTranslation();
  return (
    <>
      <Sheet title={t("sale.one.readings")}>
        <ol className="sale-life">
          {page.readings.map((told) => (
            <li
              key={`${told.import_id} ${told.exported_at}`}
              data-gone={told.is_undone || undefined}
            >
              <DateTime at={told.exported_at} />
              <div>
                <StateTag state={told.state} /> <Money fen={told.amount_fen} />
                {told.refunded_fen > 0 && (
                  <>
                    {" · "}
                    {t("sale.refunded")} <Money fen={told.refunded_fen} />
                  </>
                )}
                <small className="sale-small">
                  {told.file_name ?? t(`sale.kind.${told.kind as "hand"}`)}
                  {told.by && ` · ${told.by}`}
                  {told.is_undone && ` · ${t("sale.undone")}`}
                </small>
              </div>
            </li>
          ))}
        </ol>
      </Sheet>
      {page.refunds.length > 0 && (
        <Sheet title={t("sale.one.refunds")}>
          <ol className="sale-life">
            {page.refunds.map((told) => (
              <li key={`${told.recorded_at} ${told.fen}`}>
                <DateTime at={told.happened_at} />
                <div>
                  <Money fen={told.fen} /> {told.reason}
                  <small className="sale-small">
                    {told.is_by_hand ? t("sale.one.by_hand") : t("sale.one.by_file")}
                    {told.by && ` · ${told.by}`}
                  </small>
                </div>
              </li>
            ))}
          </ol>
        </Sheet>
      )}
      {page.points.length > 0 && (
        <Sheet title={t("sale.one.points")}>
          <ol className="sale-life">
            {page.points.map((told, at) => (
              // Postings are only ever added at the end.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={at}>
                <DateTime at={told.happened_at} />
                <div>
                  <PointsNumber points={told.points} sign /> {told.member_name}
                </div>
              </li>
            ))}
          </ol>
        </Sheet>
      )}
    </>
  );
}

function Others({ page }: { page: Sale }) {
  const { t } = useTranslation();
  return (
    <Sheet title={t("sale.one.order")}>
      <ul className="sale-life">
        {page.order.map((line) => (
          <li key={line.id}>
            <Money fen={line.net_fen} />
            <div>
              <Go to={paths.sale(line.id)} className="sale-link">
                {line.item || line.line_no}
              </Go>
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
