import "./monitor.css";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/client";
import { useRead } from "../../api/hooks";
import { Avatar } from "../../parts/Avatar";
import { Go } from "../../parts/Go";
import { DateTime, Money } from "../../parts/Numbers";
import { Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import { shopName } from "../../parts/shops";
import { Skeleton } from "../../parts/Skeleton";
import { paths } from "../../paths";
import type { Contest } from "../ask";

type Finding = Answer<"get", "/api/contests/{id}/monitors">["findings"][number];
type MonitorsProps = { contest: Contest; onWhy: (entrant: number) => void };

const step = 10;

/** 值得一看: what whoever runs it looks at before it is final. Hints, of which none is a verdict. */
export default function Monitors({ contest, onWhy }: MonitorsProps) {
  const { t } = useTranslation();
  const { id, state } = contest;
  const [count, setCount] = useState(step);
  const { data, error } = useRead("/api/contests/{id}/monitors", { params: { path: { id } } });
  const findings = data?.findings ?? [];
  return (
    <Sheet title={t("contest.monitors.title")}>
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton />}
      {data && (
        <p className="contest-note">
          {t(findings.length === 0 ? "contest.monitors.none" : "contest.monitors.purpose")}
          {state === "frozen" && <> {t("contest.monitors.frozen")}</>}
        </p>
      )}
      <ul className="contest-findings">
        {findings.slice(0, count).map((one) => (
          <li key={`${one.kind}.${one.entrant_id}.${one.sale_ids.join()}`}>
            <One finding={one} onWhy={onWhy} />
          </li>
        ))}
      </ul>
      {findings.length > count && (
        <Button block onClick={() => setCount(count + step)}>
          {t("parts.more")}
        </Button>
      )}
    </Sheet>
  );
}

function One({ finding, onWhy }: { finding: Finding; onWhy: (entrant: number) => void }) {
  const { t } = useTranslation();
  const { kind, name, members, sale_ids, words } = finding;
  const [opened, setOpened] = useState(false);
  const [count, setCount] = useState(step);
  const others = members.filter((member) => member !== name);
  return (
    <>
      <Avatar name={name} size={36} />
      <div>
        <p className="contest-findings-who">
          <button type="button" onClick={() => onWhy(finding.entrant_id)}>
            {name}
          </button>
          <span>{t(`contest.monitors.kind.${kind}`)}</span>
          {others.length > 0 && (
            <small>
              {t("contest.monitors.with", { names: others.join(t("contest.words.comma")) })}
            </small>
          )}
        </p>
        <p>{words}</p>
        <details className="contest-more" onToggle={(event) => setOpened(event.currentTarget.open)}>
          <summary>{t("contest.monitors.orders", { count: sale_ids.length })}</summary>
          {opened && (
            <ol className="contest-facts">
              {sale_ids.slice(0, count).map((sale) => (
                <OneSale key={sale} id={sale} />
              ))}
            </ol>
          )}
          {opened && sale_ids.length > count && (
            <Button block onClick={() => setCount(count + step)}>
              {t("parts.more")}
            </Button>
          )}
        </details>
      </div>
    </>
  );
}

/** An order line behind it; whoever may not open it is told so. */
function OneSale({ id }: { id: number }) {
  const { data, error } = useRead("/api/sales/{id}", { params: { path: { id } } });
  if (!data)
    return (
      <li>{error ? <RefusalList problem={error} /> : <Go to={paths.sale(id)}>{`#${id}`}</Go>}</li>
    );
  const { item, at, member_name, shop, order_no, net_fen } = data.sale;
  return (
    <li>
      <div>
        <b>
          <Go to={paths.sale(id)}>{item}</Go>
        </b>
        <small>
          <DateTime at={at} />
          {member_name && <span>{member_name}</span>}
          <span>{shopName(shop)}</span>
          <span>{order_no}</span>
        </small>
      </div>
      <Money fen={net_fen} />
    </li>
  );
}
