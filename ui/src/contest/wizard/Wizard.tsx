import { Button } from "antd";
import { Check } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { count } from "../../parts/format";
import { Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import { Skeleton } from "../../parts/Skeleton";
import type { Contest } from "../ask";
import { RuleWords } from "../RuleWords";
import { useDraft } from "./draft";
import { KindStep } from "./KindStep";
import { LookStep } from "./LookStep";

const steps = ["kind", "look", "who", "count", "prizes", "replay", "publish"] as const;
type Step = (typeof steps)[number];
const WhoStep = lazy(() => import("./WhoStep"));
const CountStep = lazy(() => import("./CountStep"));
const PrizeStep = lazy(() => import("./PrizeStep"));
const ReplayStep = lazy(() => import("./ReplayStep"));
const PublishStep = lazy(() => import("./PublishStep"));
const pages = {
  kind: KindStep,
  look: LookStep,
  who: WhoStep,
  count: CountStep,
  prizes: PrizeStep,
  replay: ReplayStep,
  publish: PublishStep,
};

/** Where each place in the rule is mended. */
const stepOf: Record<string, Step> = {
  name: "kind",
  end: "kind",
  freeze_at: "kind",
  appeal_hours: "kind",
  note: "look",
  who: "who",
  sides: "who",
  handicaps: "who",
  prizes: "prizes",
};

/** Seven steps; each stands as it is, so that one can publish after the first. */
export function Wizard({ contest }: { contest: Contest }) {
  const { t } = useTranslation();
  const draft = useDraft(contest);
  const [step, setStep] = useState<Step>("kind");
  const head = useRef<HTMLHeadingElement>(null);
  const templates = useRead("/api/contests/templates", { fresh: 60_000 });
  const at = steps.indexOf(step);
  const Page = pages[step];
  const wrong = new Set(
    draft.checked?.problems.map(({ column }) => stepOf[column ?? ""] ?? "count"),
  );
  const goTo = (next: Step | undefined) => {
    if (!next) return;
    setStep(next);
    // The head of the next step is where reading goes on.
    window.setTimeout(() => head.current?.focus(), 0);
  };
  return (
    <div className="contest-wizard">
      <nav aria-label={t("contest.step.label")}>
        <ol className="contest-steps">
          {steps.map((name, index) => (
            <li
              key={name}
              data-done={index < at || undefined}
              data-wrong={wrong.has(name) || undefined}
            >
              <button
                type="button"
                aria-current={name === step ? "step" : undefined}
                onClick={() => goTo(name)}
              >
                <i aria-hidden="true">{index < at ? <Check size={14} /> : index + 1}</i>
                {t(`contest.step.${name}`)}
                {wrong.has(name) && <span className="aside">{t("contest.step.wrong")}</span>}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div className="contest-wizard-step">
        <Sheet>
          <h2 ref={head} tabIndex={-1}>
            {t(`contest.step.ask.${step}`)}
          </h2>
          <Suspense fallback={<Skeleton />}>
            <Page draft={draft} contest={contest} categories={templates.data?.categories ?? []} />
          </Suspense>
          <div className="contest-wizard-turn">
            <Button disabled={at === 0} onClick={() => goTo(steps[at - 1])}>
              {t("contest.step.back")}
            </Button>
            {step !== "publish" && (
              <>
                <Button type="primary" onClick={() => goTo(steps[at + 1])}>
                  {t("contest.step.next")}
                </Button>
                {step !== "replay" && (
                  <Button type="text" onClick={() => goTo("publish")}>
                    {t("contest.step.skip")}
                  </Button>
                )}
              </>
            )}
          </div>
        </Sheet>
      </div>
      <aside className="contest-wizard-said">
        <Sheet title={t("contest.edit.reads")} aside={<Kept draft={draft} contest={contest} />}>
          <RuleWords rule={draft.rule} />
          {draft.refused && <RefusalList problem={draft.refused} />}
          <Found draft={draft} />
        </Sheet>
      </aside>
    </div>
  );
}

type OfDraft = { draft: ReturnType<typeof useDraft> };

/** Whether what is written is kept. */
function Kept({ draft, contest }: OfDraft & { contest: Contest }) {
  const { t } = useTranslation();
  if (contest.state !== "draft")
    return draft.dirty ? <small>{t("contest.edit.unpublished")}</small> : null;
  return (
    <small className="contest-kept" role="status">
      {t(
        draft.refused
          ? "contest.edit.notKept"
          : draft.dirty || draft.saving
            ? "contest.edit.keeping"
            : "contest.edit.kept",
      )}
    </small>
  );
}

/** What the server found in the rule as it stands. */
function Found({ draft }: OfDraft) {
  const { t } = useTranslation();
  const { checked } = draft;
  if (!checked) return null;
  return (
    <div className="contest-found" aria-live="polite">
      <p className="contest-found-size">
        {t("contest.edit.entrants", { count: checked.entrants })}
        {checked.pot_needed > 0 && (
          <> {t("contest.edit.pot", { points: count(checked.pot_needed) })}</>
        )}
      </p>
      {checked.problems.map((problem) => (
        <p key={JSON.stringify(problem)} data-kind="problem">
          {problem.mend}
        </p>
      ))}
      {checked.warnings.map((warning) => (
        <div key={warning.code} data-kind="warning">
          <p>{warning.words}</p>
          {warning.offers_personal_scoring && (
            <Button
              size="small"
              onClick={() => draft.change({ kind: { is: "ranking" }, who: { is: "everyone" } })}
            >
              {t("contest.edit.personal")}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
