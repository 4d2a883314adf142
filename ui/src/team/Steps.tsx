import { useTranslation } from "react-i18next";
import type { components } from "../api/schema";
import { DateTime } from "../parts/Numbers";
import { TierMark } from "./TierMark";

type TierStep = components["schemas"]["TierStep"];
type PlacementStep = components["schemas"]["PlacementStep"];

/** A member's tiers as they were recorded, the last first. */
export function TierSteps({ steps }: { steps: TierStep[] }) {
  return (
    <ol className="team-steps">
      {steps.map((step) => (
        <li key={step.id} data-over={!step.holds || undefined}>
          <TierMark id={step.tier_id} />
          <Note step={step} />
        </li>
      ))}
    </ol>
  );
}

/** Who a member was placed under, the last recorded first. */
export function PlacementSteps({ steps }: { steps: PlacementStep[] }) {
  const { t } = useTranslation();
  return (
    <ol className="team-steps">
      {steps.map((step) => (
        <li key={step.id} data-over={!step.holds || undefined}>
          <b>{step.sponsor ? step.sponsor.name : t("team.member.top")}</b>
          <Note step={step} />
        </li>
      ))}
    </ol>
  );
}

/** Since when, and who recorded it when and why. A step that a later one replaced stays to be seen. */
function Note({ step }: { step: TierStep | PlacementStep }) {
  const { t } = useTranslation();
  return (
    <>
      <span>
        {step.from <= 0 ? (
          t("team.member.always")
        ) : (
          <>
            {t("team.member.since")} <DateTime at={step.from} shape="day" />
          </>
        )}
        {!step.holds && ` · ${t("team.member.replaced")}`}
      </span>
      <small>
        {step.by?.name} <DateTime at={step.recorded_at} />
        {step.reason && ` · ${step.reason}`}
      </small>
    </>
  );
}
