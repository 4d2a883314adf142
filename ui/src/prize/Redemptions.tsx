import "./prize.css";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useFilter } from "../frame/go";
import { useSelf } from "../frame/me";
import { count } from "../parts/format";
import { Empty } from "../parts/Empty";
import { Go } from "../parts/Go";
import { GoButton } from "../parts/GoButton";
import { DateTime } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";
import { Acts } from "./Acts";
import type { Redemption } from "./ask";
import { Picture } from "./Picture";
import { StateMark } from "./State";

type Filter = { whose: "mine" | "desk"; state: "waiting" | "open" | "closed" };
const whose = ["desk", "mine"] as const;
const states = ["waiting", "open", "closed"] as const;

/** What I redeemed; and for who leads, what waits for them. */
export default function Redemptions() {
  const { t } = useTranslation();
  const desk = useSelf().role !== "member";
  const [filter, change] = useFilter<Filter>("redemptions", {
    whose: desk ? "desk" : "mine",
    state: "waiting",
  });
  const at = desk && filter.whose === "desk";
  return (
    <Page
      title={t(at ? "prize.redemptions.deskTitle" : "prize.redemptions.title")}
      purpose={t(at ? "prize.redemptions.deskPurpose" : "prize.redemptions.purpose")}
      actions={<GoButton to={paths.prizes()}>{t("prize.back")}</GoButton>}
      tools={
        desk && (
          <>
            <Segmented
              aria-label={t("prize.redemptions.whose")}
              value={filter.whose}
              options={whose.map((value) => ({ value, label: t(`prize.redemptions.${value}`) }))}
              onChange={(whose) => change({ whose })}
            />
            {at && (
              <Segmented
                aria-label={t("prize.redemptions.which")}
                value={filter.state}
                options={states.map((value) => ({ value, label: t(`prize.redemptions.${value}`) }))}
                onChange={(state) => change({ state })}
              />
            )}
          </>
        )
      }
    >
      <Sheet>
        <List
          key={at ? filter.state : "mine"}
          query={at ? { whose: "desk", state: filter.state } : { whose: "mine" }}
        />
      </Sheet>
    </Page>
  );
}

type Query = { whose: "mine" | "desk"; state?: Filter["state"] };

/** A page of them after another. */
function List({ query }: { query: Query }) {
  const [cursors, setCursors] = useState<(number | undefined)[]>([undefined]);
  return cursors.map((before, at) => (
    <Part
      key={before ?? "first"}
      query={query}
      before={before}
      last={at === cursors.length - 1}
      onMore={(next) => setCursors([...cursors, next])}
    />
  ));
}

type PartProps = {
  query: Query;
  before: number | undefined;
  last: boolean;
  onMore: (next: number) => void;
};

function Part({ query, before, last, onMore }: PartProps) {
  const { t } = useTranslation();
  const { data, error } = useRead("/api/redemptions", {
    params: { query: { ...query, before } },
  });
  const next = data?.next;
  if (error) return <RefusalList problem={error} />;
  if (!data) return <Skeleton />;
  if (data.rows.length === 0 && before === undefined)
    return query.whose === "mine" ? (
      <Empty
        words={t("prize.redemptions.none")}
        action={
          <GoButton to={paths.prizes()} type="primary">
            {t("prize.redemptions.look")}
          </GoButton>
        }
      />
    ) : (
      <Empty words={t(`prize.redemptions.noneAt.${query.state ?? "waiting"}`)} />
    );
  return (
    <>
      <ul className="prize-redemptions">
        {data.rows.map((one) => (
          <Row key={one.id} redemption={one} named={query.whose === "desk"} />
        ))}
      </ul>
      {last && next != null && (
        <Button block className="prize-more" onClick={() => onMore(next)}>
          {t("parts.more")}
        </Button>
      )}
    </>
  );
}

function Row({ redemption, named }: { redemption: Redemption; named: boolean }) {
  const { t } = useTranslation();
  const { id, prize, prize_id, picture, kind, pieces, points, state, since } = redemption;
  return (
    <li className="prize-redemption" data-state={state} data-desk={named || undefined}>
      <Picture prize={prize_id} picture={picture} kind={kind} />
      <div className="prize-what">
        <h3>
          <Go to={paths.redemption(id)}>
            {prize} {pieces > 1 && <>× {pieces}</>}
          </Go>
        </h3>
        {named && (
          <Person
            name={redemption.member}
            member={redemption.member_id}
            size={24}
            to={paths.member(redemption.member_id)}
          />
        )}
        <p className="prize-note">
          {t("prize.price", { points: count(points) })} · <DateTime at={since} />
          {redemption.needs_two && <> · {t("prize.two")}</>}
        </p>
      </div>
      <StateMark state={state} />
      <Acts redemption={redemption} />
    </li>
  );
}
