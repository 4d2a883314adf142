import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { count } from "../parts/format";
import { Layer } from "../parts/Layer";
import { DateTime } from "../parts/Numbers";
import { Bubble } from "./Preview";
import { useSaid } from "./said";

type Row = components["schemas"]["OutboxDelivery"];

/** One message: what it said, and every try to deliver it. */
export function Delivery({ row, onClose }: { row: Row; onClose: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const again = useWrite("post", "/api/outbox/deliveries/{id}/again", {
    saved: "outbox.log.queuedAgain",
    done: onClose,
  });
  return (
    <Layer
      title={row.title ?? t("outbox.log.forgotten")}
      onClose={onClose}
      footer={
        row.may_again && (
          <Button
            type="primary"
            loading={again.pending}
            onClick={() => void again.run({ params: { path: { id: row.id } } })}
          >
            {t("outbox.log.again")}
          </Button>
        )
      }
    >
      <div className="outbox-delivery">
        <p className="outbox-note">
          {t(`outbox.platform.${row.platform}`)} · {row.robot} ·{" "}
          {row.by ? t("outbox.log.by", { name: row.by }) : t("outbox.log.byItself")}
        </p>
        {row.title == null ? (
          <p>{t("outbox.log.forgottenWords")}</p>
        ) : (
          <Bubble title={row.title} lines={row.lines} />
        )}
        <h3>{t("outbox.log.tries")}</h3>
        {row.tries.length === 0 && <p className="outbox-note">{t("outbox.log.noTry")}</p>}
        <ol className="outbox-tries">
          {row.tries.map((one) => {
            const answer = one.said && said(one.said);
            return (
              <li key={`${one.part} ${one.at}`}>
                <span>
                  <DateTime at={one.at} shape="second" /> ·{" "}
                  {t(one.parts > 1 ? "outbox.log.part" : "outbox.log.whole", {
                    part: one.part,
                    parts: one.parts,
                    bytes: count(one.bytes),
                  })}
                </span>
                <b className={`outbox-${answer?.tone ?? "warn"}`}>
                  {answer?.words ?? t("outbox.stand.sending")}
                </b>
                {answer?.mend && <small className="outbox-note">{answer.mend}</small>}
                {answer?.own && <code>{answer.own}</code>}
              </li>
            );
          })}
        </ol>
      </div>
    </Layer>
  );
}
