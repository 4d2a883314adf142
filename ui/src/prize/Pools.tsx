import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import { count } from "../parts/format";
import { Go } from "../parts/Go";
import { DateTime, PointsNumber } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { paths } from "../paths";
import type { Pool, Prize } from "./ask";
import { Bar } from "./Bar";
import { CallOff, Plan, PutIn } from "./PoolLayers";

/** Those of which something is still to be done. */
const going: readonly Pool["state"][] = ["open", "reached"];

/** 合力兑换: what several save for together; of one prize, or all that are under way. */
export function Pools({ of }: { of?: Prize }) {
  const { t } = useTranslation();
  const { data } = useRead("/api/pools");
  const [plans, setPlans] = useState(false);
  const pools = (data?.pools ?? []).filter((pool) =>
    of ? pool.prize_id === of.id : going.includes(pool.state),
  );
  const opens = data?.opens && of?.offered && (of.left == null || of.left > 0);
  if (!data || (pools.length === 0 && !opens)) return null;
  return (
    <Sheet
      title={t("prize.pool.title")}
      aside={
        opens && (
          <Button type="link" onClick={() => setPlans(true)}>
            {t("prize.pool.open")}
          </Button>
        )
      }
    >
      {pools.length === 0 && <p className="prize-note">{t("prize.pool.purpose")}</p>}
      <ul className="prize-pools">
        {pools.map((pool) => (
          <OnePool key={pool.id} pool={pool} available={data.available} named={!of} />
        ))}
      </ul>
      {plans && of && <Plan prize={of} onClose={() => setPlans(false)} />}
    </Sheet>
  );
}

type OnePoolProps = { pool: Pool; available: number; named: boolean };

function OnePool({ pool, available, named }: OnePoolProps) {
  const { t } = useTranslation();
  const { goal, held, pieces, savers, mine, state } = pool;
  const missing = Math.max(0, goal - held);
  const far =
    state === "open"
      ? t("prize.pool.missing", { points: count(missing), count: savers })
      : t("prize.pool.with", { count: savers });
  return (
    <li data-state={state}>
      <h3>
        {named ? (
          <Go to={paths.prize(pool.prize_id)}>{pool.prize}</Go>
        ) : (
          t("prize.pieces", { count: pieces })
        )}
        {named && pieces > 1 && ` × ${pieces}`}
        <span className="prize-state" data-state={state === "open" ? undefined : state}>
          {t(`prize.pool.state.${state}`)}
        </span>
      </h3>
      {going.includes(state) && <Bar part={held / goal} label={t("prize.pool.title")} said={far} />}
      <p>
        <span className="number prize-of">{`${count(held)} / ${count(goal)}`}</span>
        {far}
      </p>
      <p className="prize-note">
        {mine > 0 && <>{t("prize.pool.mine", { points: count(mine) })} · </>}
        {state === "open" && (
          <>
            {/* Its last minute, not the first after it. */}
            {t("prize.pool.until")} <DateTime at={pool.until - 1} /> ·{" "}
          </>
        )}
        {t("prize.pool.by", { name: pool.by })}
        {pool.branch_name && <> · {t("prize.terms.branch", { name: pool.branch_name })}</>}
      </p>
      {pool.reason && <p>{t("prize.redemption.reason", { reason: pool.reason })}</p>}
      {pool.parts.length > 0 && <Savers pool={pool} />}
      <PoolActs pool={pool} available={available} />
    </li>
  );
}

/** Who saves along, for whoever runs it. */
function Savers({ pool }: { pool: Pool }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t("prize.pool.savers")}</summary>
      <ul className="prize-list">
        {pool.parts.map((saver) => (
          <li key={saver.member_id}>
            <Person name={saver.name} member={saver.member_id} size={28} />
            <PointsNumber points={saver.points} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function PoolActs({ pool, available }: { pool: Pool; available: number }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<"put_in" | "cancel">();
  const { id, may } = pool;
  const params = { path: { id } };
  const take = useWrite("delete", "/api/pools/{id}/parts", {
    saved: "prize.pool.tookOut",
    values: () => ({ points: count(pool.mine) }),
  });
  const give = useWrite("post", "/api/pools/{id}/acts", { saved: "prize.pool.gave" });
  const close = () => setAsked(undefined);
  if (!may.some((act) => act !== "reach" && act !== "miss")) return null;
  return (
    <div className="prize-pool-acts">
      {may.includes("put_in") && (
        <Button disabled={available < 1} onClick={() => setAsked("put_in")}>
          {t("prize.pool.act.put_in")}
        </Button>
      )}
      {may.includes("take_out") && (
        <Button loading={take.pending} onClick={() => void take.run({ params })}>
          {t("prize.pool.act.take_out")}
        </Button>
      )}
      {may.includes("hand_over") && (
        <Button
          loading={give.pending}
          onClick={() => void give.run({ params, body: { act: "hand_over" } })}
        >
          {t("prize.pool.act.hand_over")}
        </Button>
      )}
      {may.includes("cancel") && (
        <Button type="text" onClick={() => setAsked("cancel")}>
          {t("prize.pool.act.cancel")}
        </Button>
      )}
      {asked === "put_in" && <PutIn pool={pool} available={available} onClose={close} />}
      {asked === "cancel" && <CallOff pool={pool} onClose={close} />}
    </div>
  );
}
