import "../contest.css";
import "./wizard.css";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import { useGo } from "../../frame/go";
import { useSelf } from "../../frame/me";
import { Page, Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import { Skeleton } from "../../parts/Skeleton";
import { paths } from "../../paths";
import type { Rule } from "../ask";
import { useTierNames } from "../RuleWords";
import { ruleWords } from "../words";

/** Which template, or which earlier contest, a new one begins with. */
export default function New() {
  const { t } = useTranslation();
  const { team } = useSelf();
  const go = useGo();
  const tier = useTierNames();
  const copy = Number((useLocation().search as { copy?: number }).copy ?? 0);
  const templates = useRead("/api/contests/templates", { fresh: 60_000 });
  const earlier = useRead("/api/contests");
  const begin = useWrite("post", "/api/contests", {
    quiet: true,
    done: ({ id }) => go(paths.contestEdit(id)),
  });
  const start = (rule: Rule, from?: number) =>
    void begin.run({ body: { rule, copied_from: from } });
  const past = (earlier.data?.contests ?? []).filter(
    ({ runs, state }) => runs && state !== "draft" && state !== "cancelled",
  );
  if (copy > 0)
    return (
      <Page title={t("contest.new.title")} purpose={t("contest.new.copying")}>
        {begin.problem ? <RefusalList problem={begin.problem} /> : <Skeleton />}
        <Copy id={copy} onRule={(rule) => start(rule, copy)} />
      </Page>
    );
  return (
    <Page title={t("contest.new.title")} purpose={t("contest.new.purpose")}>
      {begin.problem && <RefusalList problem={begin.problem} />}
      {past.length > 0 && (
        <Sheet title={t("contest.new.again")}>
          <ul className="contest-templates">
            {past.slice(0, 3).map((card) => (
              <li key={card.id}>
                <button type="button" onClick={() => go(paths.contestNew(card.id))}>
                  <b>{card.name}</b>
                  <span>{t("contest.new.againWords")}</span>
                </button>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      <Sheet title={t("contest.new.templates")}>
        {templates.error && <RefusalList problem={templates.error} />}
        {!templates.data && !templates.error && <Skeleton />}
        <ul className="contest-templates">
          {templates.data?.templates.map(({ code, rule }) => {
            const names = { member: () => undefined, tier };
            const said = ruleWords(rule, { t, days: team, names });
            return (
              <li key={code}>
                <button type="button" disabled={begin.pending} onClick={() => start(rule)}>
                  <b>{t(`contest.template.${code}`)}</b>
                  <em>{t(`contest.kind.${rule.kind.is}.words`)}</em>
                  <span>
                    {said.lead}
                    {said.prizes.join(t("contest.words.semicolon"))}
                    {t("contest.words.stop")}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      </Sheet>
    </Page>
  );
}

/** Reads the contest that is copied and begins the new one with its rule, moved on. */
function Copy({ id, onRule }: { id: number; onRule: (rule: Rule) => void }) {
  const { data, error } = useRead("/api/contests/{id}/again", {
    params: { path: { id } },
    keep: false,
  });
  const rule = data?.rule;
  const take = useEffectEvent(() => {
    if (rule) onRule(rule);
  });
  const known = rule !== undefined;
  // A copy is made once the original is there; nobody presses for it again.
  useEffect(() => {
    if (known) take();
  }, [known]);
  return error ? <RefusalList problem={error} /> : null;
}
