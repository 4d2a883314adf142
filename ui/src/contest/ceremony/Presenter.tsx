import "../contest.css";
import "../live/live.css";
import "../live/after.css";
import "./ceremony.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { usePlace } from "../../frame/go";
import { now } from "../../frame/now";
import { GoButton } from "../../parts/GoButton";
import { Page, Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import { Skeleton } from "../../parts/Skeleton";
import { Toggle } from "../../parts/Toggle";
import { paths } from "../../paths";
import Walls from "../live/Walls";
import { Desk } from "./Desk";

/** 揭榜 for who holds it: the steps, one key each. The audience sees the wall. */
export default function Presenter() {
  const { t } = useTranslation();
  const id = Number(usePlace().id);
  const [chosen, setChosen] = useState<boolean>();
  const contest = useRead("/api/contests/{id}", { params: { path: { id } } });
  const end = contest.data?.rule.end;
  // Before the end there is nothing to reveal, and once it is final all is known: one can try it out.
  const past = contest.data?.is_final ?? false;
  const rehearsal = past || (chosen ?? (end !== undefined && now() < end));
  const { data, error } = useRead("/api/contests/{id}/ceremony", {
    params: { path: { id }, query: { rehearsal } },
    enabled: end !== undefined,
    keep: false,
  });
  return (
    <Page
      title={t("contest.ceremony.title")}
      purpose={contest.data?.rule.name}
      actions={<GoButton to={paths.contest(id)}>{t("contest.edit.back")}</GoButton>}
    >
      <Sheet>
        {past ? (
          <p>{t("contest.ceremony.past")}</p>
        ) : (
          <Toggle
            on={rehearsal}
            onChange={setChosen}
            label={t("contest.ceremony.rehearsal")}
            hint={t("contest.ceremony.rehearsalHint")}
          />
        )}
      </Sheet>
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton />}
      {data && contest.data && (
        <Desk key={String(rehearsal)} id={id} ceremony={data} unit={contest.data.unit} />
      )}
      {!past && <Walls id={id} />}
    </Page>
  );
}
