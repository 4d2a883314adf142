import { DatePicker, Input, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import type { Problem } from "../api/problem";
import { useSelf } from "../frame/me";
import { clockIn, momentIn } from "../parts/format";
import { Field } from "../parts/Field";
import { MemberPick, type PickedMember } from "../parts/MemberPick";
import { Sheet } from "../parts/Page";
import { Toggle } from "../parts/Toggle";
import { type Kind, kinds, type Offer } from "./ask";

/** An offer while it is being written: what is not filled in yet is null. */
export type Draft = Omit<Offer, "points" | "branch"> & {
  points: number | null;
  branch: PickedMember | undefined;
};

/** What most prizes are; the rest is filled in. */
export const begun: Draft = {
  kind: "goods",
  name: "",
  words: "",
  points: null,
  cost_fen: null,
  stocked: true,
  low: 2,
  limit: null,
  tiers: [],
  branch: undefined,
  from: null,
  until: null,
  approval: true,
  ships: false,
  offered: true,
};

/** As the server takes it. */
export const offerOf = (draft: Draft): Offer => ({
  ...draft,
  points: draft.points ?? 0,
  branch: draft.branch?.id ?? null,
});

type PartProps = {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  problem: Problem | null;
};

/** Everything a prize is. What is wrong stands at its field. */
export function OfferForm({
  first,
  ...part
}: PartProps & {
  /** What a prize that is not there yet asks besides. */
  first?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Sheet title={t("prize.edit.what")}>
        <What {...part} />
      </Sheet>
      <Sheet title={t("prize.edit.stock")}>
        <Stock {...part} first={first} />
      </Sheet>
      <Sheet title={t("prize.edit.who")}>
        <Who {...part} />
      </Sheet>
      <Sheet title={t("prize.edit.then")}>
        <Then {...part} />
      </Sheet>
    </>
  );
}

type Column = "kind" | "name" | "words" | "points" | "cost_fen" | "low" | "limit" | "until";

/** A field whose mend the server says by its column. */
function Of({
  column,
  label,
  hint,
  problem,
  children,
}: {
  column: Column;
  label: string;
  hint?: string;
  problem: Problem | null;
  children: ReactElement<{ id?: string }>;
}) {
  const wrong = problem?.places.find((place) => place.column === column)?.mend ?? undefined;
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      {children}
    </Field>
  );
}

function What({ draft, set, problem }: PartProps) {
  const { t } = useTranslation();
  return (
    <div className="form">
      <Of column="name" label={t("prize.edit.name")} problem={problem}>
        <Input
          maxLength={40}
          value={draft.name}
          onChange={({ target }) => set({ name: target.value })}
        />
      </Of>
      <Of column="kind" label={t("prize.kind.label")} problem={problem}>
        <Select<Kind>
          value={draft.kind}
          options={kinds.map((value) => ({ value, label: t(`prize.kind.${value}`) }))}
          // Only goods travel by themselves.
          onChange={(kind) => set({ kind, ships: draft.ships && kind === "goods" })}
        />
      </Of>
      <div className="prize-pair">
        <Of column="points" label={t("prize.edit.points")} problem={problem}>
          <InputNumber
            min={1}
            precision={0}
            value={draft.points}
            onChange={(points) => set({ points })}
          />
        </Of>
        <Of
          column="cost_fen"
          label={t("prize.edit.cost")}
          hint={t(draft.kind === "cash" ? "prize.edit.costShown" : "prize.edit.costHint")}
          problem={problem}
        >
          <InputNumber
            prefix="¥"
            min={0}
            precision={2}
            value={draft.cost_fen == null ? null : draft.cost_fen / 100}
            onChange={(yuan) => set({ cost_fen: yuan == null ? null : Math.round(yuan * 100) })}
          />
        </Of>
      </div>
      <Of
        column="words"
        label={t("prize.edit.words")}
        hint={t("prize.edit.wordsHint")}
        problem={problem}
      >
        <Input.TextArea
          maxLength={1000}
          autoSize={{ minRows: 3, maxRows: 10 }}
          value={draft.words}
          onChange={({ target }) => set({ words: target.value })}
        />
      </Of>
    </div>
  );
}

const periods = ["day", "week", "month", "quarter", "year", "ever"] as const;

function Stock({ draft, set, problem, first }: PartProps & { first: ReactNode }) {
  const { t } = useTranslation();
  const { limit } = draft;
  return (
    <div className="form">
      <Toggle
        on={draft.stocked}
        onChange={(stocked) => set({ stocked })}
        label={t("prize.edit.stocked")}
        hint={t("prize.edit.stockedHint")}
      />
      {draft.stocked && (
        <div className="prize-pair">
          {first}
          <Of column="low" label={t("prize.edit.low")} problem={problem}>
            <InputNumber
              min={0}
              precision={0}
              value={draft.low}
              onChange={(low) => set({ low: low ?? 0 })}
            />
          </Of>
        </div>
      )}
      <Toggle
        on={limit != null}
        onChange={(on) => set({ limit: on ? { pieces: 1, period: "month" } : null })}
        label={t("prize.edit.limited")}
        hint={t("prize.edit.limitedHint")}
      />
      {limit && (
        <div className="prize-pair">
          <Of column="limit" label={t("prize.edit.most")} problem={problem}>
            <InputNumber
              min={1}
              precision={0}
              value={limit.pieces}
              onChange={(pieces) => set({ limit: { ...limit, pieces: pieces ?? 1 } })}
            />
          </Of>
          <Field label={t("prize.edit.period")}>
            <Select<(typeof periods)[number]>
              value={limit.period ?? "ever"}
              options={periods.map((value) => ({ value, label: t(`prize.period.${value}`) }))}
              onChange={(period) =>
                set({ limit: { ...limit, period: period === "ever" ? null : period } })
              }
            />
          </Field>
        </div>
      )}
    </div>
  );
}

function Who({ draft, set, problem }: PartProps) {
  const { t } = useTranslation();
  const { zone } = useSelf().team;
  const { data } = useRead("/api/tiers");
  const moment = (name: "from" | "until") => {
    const at = draft[name];
    return (
      <DatePicker
        showTime={{ format: "HH:mm" }}
        format="YYYY-MM-DD HH:mm"
        value={at == null ? null : dayjs(clockIn(zone, at))}
        onChange={(day) =>
          set({ [name]: day ? momentIn(zone, day.format("YYYY-MM-DDTHH:mm")) : null })
        }
      />
    );
  };
  return (
    <div className="form">
      <Field label={t("prize.edit.tiers")} hint={t("prize.edit.tiersHint")}>
        <Select<number[]>
          mode="multiple"
          value={draft.tiers}
          options={(data ?? [])
            .filter((tier) => tier.retired_at == null || draft.tiers.includes(tier.id))
            .map(({ id, name }) => ({ value: id, label: name }))}
          showSearch={{ optionFilterProp: "label" }}
          onChange={(tiers) => set({ tiers })}
        />
      </Field>
      <Field label={t("prize.edit.branch")} hint={t("prize.edit.branchHint")}>
        <MemberPick value={draft.branch} onChange={(branch) => set({ branch })} />
      </Field>
      <div className="prize-pair">
        <Field label={t("prize.edit.from")}>{moment("from")}</Field>
        <Of column="until" label={t("prize.edit.until")} problem={problem}>
          {moment("until")}
        </Of>
      </div>
    </div>
  );
}

function Then({ draft, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <div className="form">
      <Toggle
        on={draft.approval}
        onChange={(approval) => set({ approval })}
        label={t("prize.edit.approval")}
        hint={t("prize.edit.approvalHint")}
      />
      <Toggle
        on={draft.ships}
        onChange={(ships) => set({ ships })}
        label={t("prize.edit.ships")}
        hint={t("prize.edit.shipsHint")}
      />
      <Toggle
        on={draft.offered}
        onChange={(offered) => set({ offered })}
        label={t("prize.edit.offered")}
        hint={t("prize.edit.offeredHint")}
      />
    </div>
  );
}
