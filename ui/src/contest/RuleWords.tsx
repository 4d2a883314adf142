import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useSelf } from "../frame/me";
import type { Rule } from "./ask";
import { type Names, ruleWords } from "./words";

/** The names of tiers. */
export function useTierNames(): Names["tier"] {
  const { data } = useRead("/api/tiers", { fresh: 300_000 });
  return (id) => data?.find((tier) => tier.id === id)?.name;
}

/** The names that a rule's sentences need. */
function useNames(rule: Rule): Names {
  const tier = useTierNames();
  const head = rule.kind.is !== "teams" && rule.who.is === "branch" ? rule.who.head : 0;
  const member = useRead("/api/members/{id}", {
    params: { path: { id: head } },
    enabled: head > 0,
    fresh: 300_000,
  });
  return {
    member: (id) => (id === head ? member.data?.member.name : undefined),
    tier,
  };
}

type RuleWordsProps = {
  rule: Rule;
  /** The sentence alone, without what holds besides. */
  short?: boolean;
};

/** The rule in plain words. */
export function RuleWords({ rule, short }: RuleWordsProps) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const said = ruleWords(rule, { t, days: team, names: useNames(rule) });
  return (
    <div className="contest-words">
      <p className="contest-words-lead">
        {said.lead}
        {said.prizes.join(t("contest.words.semicolon"))}
        {said.prizes.length > 0 && t("contest.words.stop")}
      </p>
      {!short && (
        <ul>
          {said.further.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
