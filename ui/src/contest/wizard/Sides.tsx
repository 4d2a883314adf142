import { Button, Input, Segmented } from "antd";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Toggle } from "../../parts/Toggle";
import { OnePick } from "../../parts/OnePick";
import type { Kind } from "../ask";
import type { Draft } from "./draft";
import { MembersPick } from "./MembersPick";
import { Wrong } from "./Wrong";

type Teams = Extract<Kind, { is: "teams" }>;
type Side = Teams["sides"][number];
const most = 200;

/** The teams of a contest: branches, or people chosen for it. */
export function Sides({ draft, teams }: { draft: Draft; teams: Teams }) {
  const { t } = useTranslation();
  const change = (part: Partial<Teams>) => draft.change({ kind: { ...teams, ...part } });
  const set = (at: number, part: Partial<Side>) =>
    change({ sides: teams.sides.map((side, i) => (i === at ? { ...side, ...part } : side)) });
  return (
    <>
      <ol className="contest-sides">
        {teams.sides.map((side, at) => (
          // A side is known by its place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            <OneSide
              side={side}
              n={at + 1}
              onChange={(part) => set(at, part)}
              onOut={
                teams.sides.length > 2
                  ? () => change({ sides: teams.sides.filter((_, i) => i !== at) })
                  : undefined
              }
            />
            <Wrong draft={draft} column="sides" item={at} />
          </li>
        ))}
      </ol>
      <Wrong draft={draft} column="sides" />
      <Button
        icon={<Plus size={16} aria-hidden="true" />}
        disabled={teams.sides.length >= most}
        onClick={() =>
          change({
            sides: [
              ...teams.sides,
              { name: t("contest.edit.side", { n: teams.sides.length + 1 }) },
            ],
          })
        }
      >
        {t("contest.edit.addSide")}
      </Button>
      <Toggle
        on={teams.per_head ?? false}
        onChange={(per_head) => change({ per_head })}
        label={t("contest.edit.per_head")}
        hint={t("contest.edit.hint.per_head")}
      />
      <Toggle
        on={teams.pays_head ?? false}
        onChange={(pays_head) => change({ pays_head })}
        label={t("contest.edit.pays_head")}
        hint={t("contest.edit.hint.pays_head")}
      />
    </>
  );
}

type OneSideProps = {
  side: Side;
  n: number;
  onChange: (part: Partial<Side>) => void;
  onOut: (() => void) | undefined;
};

function OneSide({ side, n, onChange, onOut }: OneSideProps) {
  const { t } = useTranslation();
  const branch = side.head !== undefined && side.head !== null;
  // A branch whose head is still to be chosen.
  const of = branch || (side.members ?? []).length === 0 ? "branch" : "chosen";
  return (
    <fieldset className="contest-side">
      <legend className="aside">{t("contest.edit.side", { n })}</legend>
      <div className="contest-side-head">
        <Input
          aria-label={t("contest.edit.sideName", { n })}
          value={side.name}
          maxLength={20}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        {onOut && (
          <Button
            type="text"
            aria-label={t("contest.edit.takeOut", { name: side.name })}
            icon={<Trash2 size={16} strokeWidth={1.6} aria-hidden="true" />}
            onClick={onOut}
          />
        )}
      </div>
      <Segmented
        aria-label={t("contest.edit.sideOf", { name: side.name })}
        value={of}
        options={[
          { value: "branch", label: t("contest.edit.sideBranch") },
          { value: "chosen", label: t("contest.edit.sideChosen") },
        ]}
        onChange={(chosen) =>
          onChange(
            chosen === "branch"
              ? { head: null, members: [] }
              : { head: null, members: side.head ? [side.head] : [] },
          )
        }
      />
      {of === "branch" ? (
        <OnePick
          label={t("contest.edit.sideHead", { name: side.name })}
          value={side.head}
          onChange={(head) => onChange({ head: head ?? null })}
        />
      ) : (
        <MembersPick
          label={t("contest.edit.members")}
          members={side.members ?? []}
          onChange={(members) => onChange({ members, head: null })}
        />
      )}
    </fieldset>
  );
}
