import { useEffect, useState } from "react";
import { useWrite } from "../../api/hooks";
import type { Contest, Rule } from "../ask";

const pauseMillis = 700;

/** The rule while it is written: a draft is saved as one goes, every version is checked as one types. */
export function useDraft(contest: Contest) {
  const [rule, setRule] = useState(contest.rule);
  const [kept, setKept] = useState(contest.rule);
  const { id, state } = contest;
  const autosaves = state === "draft";
  const save = useWrite("put", "/api/contests/{id}/rule", {
    quiet: true,
    done: (_, init) => setKept((init as { body: { rule: Rule } }).body.rule),
  });
  const check = useWrite("post", "/api/contests/check", { quiet: true });
  const { run: saves } = save;
  const { run: checks } = check;
  const dirty = rule !== kept;
  // Typing is outside what the server knows: once it pauses, it is told.
  useEffect(() => {
    const timer = window.setTimeout(() => {
      void checks({ body: { rule } });
      if (autosaves && dirty) void saves({ params: { path: { id } }, body: { rule } });
    }, pauseMillis);
    return () => window.clearTimeout(timer);
  }, [rule, dirty, autosaves, id, checks, saves]);
  return {
    rule,
    change: (part: Partial<Rule>) => setRule((was) => ({ ...was, ...part })),
    dirty,
    saving: save.pending,
    refused: save.problem ?? undefined,
    checked: check.answer,
    /** Sends what is not sent yet; whether all of it is kept. */
    flush: async (reason?: string) =>
      !dirty ||
      (await save.run({ params: { path: { id } }, body: { rule, reason } })) !== undefined,
  };
}

export type Draft = ReturnType<typeof useDraft>;

/** What is wrong with a place in the rule, or with one item of a list (from 0), each said once. */
export const wrongsWith = (
  { checked }: Pick<Draft, "checked">,
  column: string,
  item?: number,
): string[] => [
  ...new Set(
    (checked?.problems ?? [])
      .filter((place) => place.column === column)
      .filter(({ row }) => (row ?? undefined) === (item === undefined ? undefined : item + 1))
      .flatMap(({ mend }) => mend ?? []),
  ),
];

/** The same for one field. */
export const wrongWith =
  (draft: Pick<Draft, "checked">) =>
  (column: string): string | undefined =>
    wrongsWith(draft, column)[0];

/** What every step of the wizard gets. */
export type StepProps = {
  draft: Draft;
  contest: Contest;
  categories: readonly string[];
};
