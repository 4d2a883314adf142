import "./prize.css";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { usePlace } from "../frame/go";
import { useSelf } from "../frame/me";
import { count } from "../parts/format";
import { Go } from "../parts/Go";
import { DateTime, Money, PointsNumber } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";
import { Acts } from "./Acts";
import type { Redemption } from "./ask";
import { Picture } from "./Picture";
import { StateMark } from "./State";

/** One redemption: where it stands, what was done, and what it did to the ledger. */
export default function Redeemed() {
  const { t } = useTranslation();
  const id = Number(usePlace().id);
  const me = useSelf().member.id;
  const { data, error } = useRead("/api/redemptions/{id}", {
    params: { path: { id } },
    keep: false,
  });
  return (
    <Page
      narrow
      title={data?.prize ?? t("prize.redemption.title")}
      purpose={data && t("prize.redemption.number", { id })}
      actions={data && <Acts redemption={data} whole />}
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton rows={8} />}
      {data && (
        <>
          <Sheet>
            <Facts redemption={data} />
          </Sheet>
          <Sheet title={t("prize.redemption.history")}>
            <History redemption={data} />
          </Sheet>
          <Sheet
            title={t("prize.redemption.entries")}
            aside={data.member_id === me && <Go to={paths.points()}>{t("prize.statement")}</Go>}
          >
            <Entries redemption={data} />
          </Sheet>
        </>
      )}
    </Page>
  );
}

function Facts({ redemption }: { redemption: Redemption }) {
  const { t } = useTranslation();
  const { deliver, note, carrier, tracking_no: number, replaces, replaced_by: by } = redemption;
  const facts = [
    [t("prize.redemption.pieces"), redemption.pieces],
    [t("prize.redemption.points"), <PointsNumber key="points" points={redemption.points} />],
    redemption.cost_fen != null && [
      t("prize.costs"),
      <Money key="cost" fen={redemption.cost_fen} />,
    ],
    [t("prize.redemption.asked"), <DateTime key="at" at={redemption.at} />],
    deliver && [
      t("prize.redeem.to"),
      <address key="to" className="prize-address">
        {deliver.name} {deliver.phone}
        <br />
        {deliver.address}
      </address>,
    ],
    note && [t("prize.redemption.note"), note],
    carrier && [
      t("prize.redemption.parcel"),
      <span key="parcel">
        {carrier} <span className="number prize-number">{number}</span>
      </span>,
    ],
    replaces != null && [
      t("prize.redemption.replaces"),
      <Go key="replaces" to={paths.redemption(replaces)}>
        {t("prize.redemption.number", { id: replaces })}
      </Go>,
    ],
    by != null && [
      t("prize.redemption.replacedBy"),
      <Go key="by" to={paths.redemption(by)}>
        {t("prize.redemption.number", { id: by })}
      </Go>,
    ],
  ].filter((fact) => Array.isArray(fact));
  return (
    <div className="prize-redeemed">
      <Picture prize={redemption.prize_id} picture={redemption.picture} kind={redemption.kind} />
      <div>
        <div className="prize-redeemed-head">
          <StateMark state={redemption.state} />
          <Person
            name={redemption.member}
            member={redemption.member_id}
            size={28}
            to={paths.member(redemption.member_id)}
          />
        </div>
        {redemption.needs_two && <p className="prize-note">{t("prize.twoWhy")}</p>}
        <dl className="prize-terms">
          {facts.map(([name, value]) => (
            <div key={String(name)}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}

function History({ redemption }: { redemption: Redemption }) {
  const { t } = useTranslation();
  return (
    <ol className="prize-history">
      {redemption.acts.map((done) => (
        <li key={`${done.at}.${done.act}`}>
          <DateTime at={done.at} />
          <div>
            <b>{t(`prize.did.${done.act}`)}</b> {done.by ?? t("prize.redemption.shop")}
            {done.carrier && (
              <p className="prize-note">
                {done.carrier} <span className="number">{done.tracking_no}</span>
              </p>
            )}
            {done.reason && <p>{t("prize.redemption.reason", { reason: done.reason })}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Entries({ redemption }: { redemption: Redemption }) {
  const { t } = useTranslation();
  const { entries } = redemption;
  const sum = entries.reduce((all, { available }) => all + available, 0);
  return (
    <>
      <ol className="prize-entries">
        {entries.map((entry) => (
          <li key={entry.seq}>
            <div>
              <p>{entry.why}</p>
              <p className="prize-note">
                <DateTime at={entry.at} /> ·{" "}
                {t("prize.redemption.entry", { seq: entry.seq, hash: entry.hash.slice(0, 12) })}
              </p>
            </div>
            <b>
              {entry.available === 0 ? (
                <small>{t("prize.redemption.nothing")}</small>
              ) : (
                <PointsNumber points={entry.available} sign />
              )}
            </b>
          </li>
        ))}
      </ol>
      {entries.length > 0 && (
        <p className="prize-sum">
          {t("prize.redemption.sum")} <b className="number">{count(sum, true)}</b>
        </p>
      )}
    </>
  );
}
