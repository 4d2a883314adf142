import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { send } from "../../api/client";
import { refresh, useWrite } from "../../api/hooks";
import type { Problem } from "../../api/problem";
import type { components } from "../../api/schema";
import { GoButton } from "../../parts/GoButton";
import { Page, Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import { Stat, Stats } from "../../parts/Stat";
import { Problem as Refused } from "../../api/problem";
import { paths } from "../../paths";

type State = components["schemas"]["Progress"];
const over: readonly State["phase"][] = ["done", "failed", "cancelled"];

/** Asks how far an import is until it is over. */
function useProgress(id: number) {
  const queries = useQueryClient();
  return useQuery<State, Problem>({
    queryKey: ["import progress", id],
    queryFn: async () => {
      const state = await send("get", "/api/uploads/{id}/progress", { params: { path: { id } } });
      if (over.includes(state.phase))
        void refresh(queries, ["sale", "points", "leaderboard", "team"]);
      return state;
    },
    refetchInterval: ({ state }) => (state.data && over.includes(state.data.phase) ? false : 400),
    gcTime: 0,
  });
}

type RunningProps = { id: number; onAgain: () => void; onBack: () => void };

/** An import on its way, and what it brought. It can be left: it goes on. */
export function Running({ id, onAgain, onBack }: RunningProps) {
  const { t } = useTranslation();
  const { data, error } = useProgress(id);
  const cancel = useWrite("post", "/api/uploads/{id}/cancel");
  if (error)
    return (
      <Page title={t("sale.import.title")}>
        <RefusalList problem={error} />
      </Page>
    );
  if (data?.outcome) return <Done outcome={data.outcome} onAgain={onAgain} />;
  if (data && over.includes(data.phase))
    return (
      <Page
        title={t(`sale.phase.${data.phase}`)}
        actions={<Button onClick={onBack}>{t("sale.import.back")}</Button>}
      >
        <Sheet>{data.problem && <RefusalList problem={new Refused(409, data.problem)} />}</Sheet>
      </Page>
    );
  const total = data?.total ?? 0;
  const share = total > 0 ? Math.round(((data?.done ?? 0) / total) * 90) : 0;
  return (
    <Page
      title={t("sale.import.running")}
      purpose={t("sale.import.running_words")}
      actions={
        <Button
          loading={cancel.pending}
          onClick={() => void cancel.run({ params: { path: { id } } })}
        >
          {t("sale.import.cancel")}
        </Button>
      }
    >
      <Sheet>
        <p role="status">{t(`sale.phase.${data?.phase ?? "reading"}`)}</p>
        <Progress percent={data?.phase === "points" ? 95 : share} showInfo={false} />
        {total > 0 && (
          <p className="sale-note number">
            {t("sale.import.of", { done: data?.done ?? 0, total })}
          </p>
        )}
      </Sheet>
    </Page>
  );
}

type DoneProps = { outcome: NonNullable<State["outcome"]>; onAgain: () => void };

function Done({ outcome, onAgain }: DoneProps) {
  const { t } = useTranslation();
  const undo = useWrite("post", "/api/imports/{id}/undoing", { saved: "sale.imports.undone" });
  const take = async () => {
    // What came in together goes together.
    const [id] = outcome.imports;
    if (id !== undefined && (await undo.run({ params: { path: { id } }, body: {} }))) onAgain();
  };
  const nothing = outcome.imports.length === 0;
  return (
    <Page
      title={nothing ? t("sale.import.nothing_title") : t("sale.import.done")}
      purpose={nothing ? t("sale.import.nothing_words") : t("sale.import.done_words")}
      actions={
        <>
          {!nothing && (
            <Button loading={undo.pending} onClick={() => void take()}>
              {t("sale.imports.undo")}
            </Button>
          )}
          <Button onClick={onAgain}>{t("sale.import.again")}</Button>
          <GoButton type="primary" to={paths.board()}>
            {t("sale.import.board")}
          </GoButton>
        </>
      }
    >
      <Sheet>
        <Stats>
          <Stat
            label={t("sale.outcome.new")}
            great
            to={paths.sales({ import: outcome.imports[0] })}
          >
            {outcome.new}
          </Stat>
          <Stat label={t("sale.outcome.changed")}>{outcome.changed}</Stat>
          <Stat label={t("sale.outcome.unchanged")}>{outcome.unchanged}</Stat>
          <Stat label={t("sale.outcome.refunds")}>{outcome.refunds}</Stat>
          <Stat label={t("sale.outcome.refused")}>{outcome.refused}</Stat>
        </Stats>
      </Sheet>
    </Page>
  );
}
