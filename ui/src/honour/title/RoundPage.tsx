import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { usePlace } from "../../frame/go";
import { Empty } from "../../parts/Empty";
import { Page, Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import { Skeleton } from "../../parts/Skeleton";
import type { Round } from "./ask";
import { Cancel, Decide } from "./Decide";
import { Nominate } from "./Nominate";
import { NomineeRow } from "./NomineeRow";
import { RoundState, Until } from "./Rounds";
import "./title.css";

type Asked = "nominate" | "decide" | "cancel";

/** 评选: who is nominated and why, the vote, the decision. */
export default function RoundPage() {
  const { t } = useTranslation();
  const id = Number(usePlace().id);
  const { data, error } = useRead("/api/title-rounds/{id}", {
    params: { path: { id } },
    keep: false,
  });
  if (data) return <Body round={data} />;
  return (
    <Page title={t("title.round.title")}>
      <Sheet>{error ? <RefusalList problem={error} /> : <Skeleton />}</Sheet>
    </Page>
  );
}

function Body({ round }: { round: Round }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked>();
  const { title, plan, state, may, nominees, voters, reason } = round;
  const done = () => setAsked(undefined);
  const button = (act: Asked, main = false) =>
    may.includes(act) && (
      <Button type={main ? "primary" : "default"} onClick={() => setAsked(act)}>
        {t(`title.round.act.${act}`)}
      </Button>
    );
  const { nominate_until, vote_until } = plan;
  return (
    <Page
      title={t("title.round.of", { name: title.name })}
      purpose={plan.words || title.words}
      actions={
        <>
          {button("cancel")}
          {button("nominate", true)}
          {nominees.length > 0 && button("decide", true)}
        </>
      }
    >
      <Sheet
        title={t("title.round.nominated", { count: nominees.length })}
        aside={
          <span className="title-stand">
            <RoundState state={state} />
            <Until round={{ state, nominate_until, vote_until }} />
            {voters != null && <span>{t("title.round.voters", { count: voters })}</span>}
          </span>
        }
      >
        {state === "voting" && <p className="title-quiet">{t("title.round.secret")}</p>}
        {reason && (
          <p className="title-quiet">
            {t(state === "cancelled" ? "title.round.cancelled" : "title.round.against", { reason })}
          </p>
        )}
        {nominees.length === 0 ? (
          <Empty words={t("title.round.none")} example={t("title.round.example")} />
        ) : (
          <ol className="title-nominees">
            {nominees.map((one) => (
              <NomineeRow key={one.nominations[0]?.seq} round={round} nominee={one} />
            ))}
          </ol>
        )}
      </Sheet>
      {asked === "nominate" && <Nominate round={round} onClose={done} />}
      {asked === "decide" && <Decide round={round} onClose={done} />}
      {asked === "cancel" && <Cancel round={round} onClose={done} />}
    </Page>
  );
}
