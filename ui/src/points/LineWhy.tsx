import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { useSelf } from "../frame/me";
import { count } from "../parts/format";
import { Go } from "../parts/Go";
import { Layer } from "../parts/Layer";
import { DateTime, Money, PointsNumber } from "../parts/Numbers";
import { usePhone } from "../parts/phone";
import { shopName } from "../parts/shops";
import { paths } from "../paths";
import type { Line } from "./line";
import { rateText } from "./rate";

/** Why a line is what it is: the reckoning, the dates, its place in the chain. */
export function LineWhy({ line, onClose }: { line: Line; onClose: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  return (
    <Layer title={t(`points.kind.${line.kind}`)} onClose={onClose} from={phone ? "bottom" : "side"}>
      <div className="points-why">
        <p className="points-why-words">{line.why}</p>
        {line.rate != null && line.basis_fen != null && line.basis_fen > 0 && (
          <p className="points-reckoning" aria-label={t("points.why.reckoning")}>
            <Money fen={line.basis_fen} />
            <span>×</span>
            <span className="number">{rateText(line.rate)}</span>
            <span>→</span>
            <b>
              <PointsNumber points={Math.floor((line.basis_fen * line.rate) / 1_000_000)} />
            </b>
          </p>
        )}
        <dl>
          <Fact name={t("points.why.change")}>
            {line.available !== 0 && t("points.why.available", { by: count(line.available, true) })}
            {line.available !== 0 && line.pending !== 0 && " · "}
            {line.pending !== 0 && t("points.why.pending", { by: count(line.pending, true) })}
            {line.available === 0 && line.pending === 0 && t("points.why.nothing")}
          </Fact>
          <Fact name={t("points.why.after")}>
            {t("points.why.balances", {
              available: count(line.available_after),
              pending: count(line.pending_after),
            })}
          </Fact>
          {line.order_no && (
            <Fact name={t("points.why.order")}>
              {line.sale_id == null ? (
                line.order_no
              ) : (
                <Go to={paths.sale(line.sale_id)}>
                  {[line.shop && shopName(line.shop), line.order_no].filter(Boolean).join(" · ")}
                </Go>
              )}
            </Fact>
          )}
          {line.rules_version != null && (
            <Fact name={t("points.why.rules")}>
              <Go to={paths.pointsRules()}>
                {t("points.rules.version", { id: line.rules_version })}
              </Go>
            </Fact>
          )}
          <Fact name={t("points.why.happened")}>
            <DateTime at={line.happened_at} />
          </Fact>
          <Fact name={t("points.why.recorded")}>
            <DateTime at={line.recorded_at} />
          </Fact>
          {line.matures_at != null && (
            <Fact name={t("points.why.matures")}>
              <DateTime at={line.matures_at} shape="day" />
            </Fact>
          )}
          {line.expires_at != null && (
            <Fact name={t("points.why.expires")}>
              <DateTime at={line.expires_at - 1} shape="day" />
            </Fact>
          )}
          <Fact name={t("points.why.place", { seq: line.seq })}>
            <code>{line.hash}</code>
          </Fact>
        </dl>
        <TakeBack line={line} onDone={onClose} />
      </div>
    </Layer>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A grant may be taken back by who leads; the ledger keeps both. */
function TakeBack({ line, onDone }: { line: Line; onDone: () => void }) {
  const { t } = useTranslation();
  const { role } = useSelf();
  const [sent, setSent] = useState(false);
  const undo = useWrite("post", "/api/points/grants/{id}/undoing", {
    saved: "points.grant.taken_back",
    values: ({ name, points }) => ({ name, points }),
    done: onDone,
  });
  if (role === "member" || line.grant_id == null || line.available <= 0 || sent) return null;
  const id = line.grant_id;
  return (
    <Button
      loading={undo.pending}
      onClick={() => {
        setSent(true);
        void undo.run({
          params: { path: { id } },
          body: { reason: t("points.grant.undo_reason") },
        });
      }}
    >
      {t("points.grant.take_back")}
    </Button>
  );
}
