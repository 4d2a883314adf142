import { Input, InputNumber, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSelf } from "../../frame/me";
import { Field } from "../../parts/Field";
import type { Rule } from "../ask";
import { cutsOf, type Rounds as Kind, roundsOf, spansOf } from "../rounds";
import { spanWords } from "../words";
import { type StepProps, wrongWith } from "./draft";
import { Wrong } from "./Wrong";

const sizes = [4, 8, 16, 32, 64];

type RoundsProps = Pick<StepProps, "draft"> & { rule: Rule; kind: Kind };

/** How rounds are played, and when they change. */
export function Rounds({ draft, rule, kind }: RoundsProps) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const wrong = wrongWith(draft);
  const change = (kind: Kind) => draft.change({ kind });
  const cut = (rounds: number) => cutsOf(team, rule, rounds);
  return (
    <>
      {kind.is === "bracket" && (
        <>
          <Field label={t("contest.edit.bracketSize")} wrong={wrong("size")}>
            <Select
              value={kind.size}
              options={sizes.map((value) => ({
                value,
                label: t("contest.edit.sizeRounds", { count: value, rounds: roundsOf(value) }),
              }))}
              onChange={(size) => change({ ...kind, size, cuts: cut(roundsOf(size)) })}
            />
          </Field>
          <Field label={t("contest.edit.seeding")}>
            <Radio.Group
              className="contest-kinds"
              value={kind.drawn ?? false}
              onChange={({ target }) => change({ ...kind, drawn: target.value })}
            >
              {[false, true].map((drawn) => (
                <Radio key={String(drawn)} value={drawn}>
                  <b>{t(drawn ? "contest.seeding.drawn.name" : "contest.seeding.level.name")}</b>
                  <small>
                    {t(drawn ? "contest.seeding.drawn.words" : "contest.seeding.level.words")}
                  </small>
                </Radio>
              ))}
            </Radio.Group>
          </Field>
        </>
      )}
      {kind.is === "leagues" && (
        <div className="contest-pair">
          <Whole
            label={t("contest.edit.leagueSize")}
            wrong={wrong("size")}
            range={[10, 30]}
            value={kind.size}
            onChange={(size) => change({ ...kind, size })}
          />
          <Whole
            label={t("contest.edit.moves")}
            wrong={wrong("moves")}
            range={[1, 5]}
            value={kind.moves}
            onChange={(moves) => change({ ...kind, moves })}
          />
        </div>
      )}
      {kind.is !== "season" && !(kind.is === "bracket" && kind.drawn) && (
        <Whole
          label={t("contest.edit.recentDays")}
          hint={t("contest.edit.recentDaysHint")}
          wrong={wrong("recent_days")}
          range={[1, 366]}
          value={kind.recent_days}
          onChange={(recent_days) => change({ ...kind, recent_days })}
        />
      )}
      {kind.is === "season" && <Season {...{ draft, kind, change }} />}
      {kind.is !== "bracket" && (
        <Whole
          label={t("contest.edit.rounds")}
          wrong={wrong("cuts")}
          range={[2, 53]}
          value={kind.cuts.length + 1}
          onChange={(rounds) => change({ ...kind, cuts: cut(rounds) })}
        />
      )}
      <ol className="contest-rounds-edit" aria-label={t("contest.rounds.title")}>
        {spansOf(rule, kind).map((span, at) => (
          <li key={span.start}>
            <b>{t("contest.rounds.nth", { n: at + 1 })}</b> {spanWords(span, { t, days: team })}
          </li>
        ))}
      </ol>
      {kind.is === "bracket" && <Wrong draft={draft} column="cuts" />}
    </>
  );
}

type SeasonProps = Pick<StepProps, "draft"> & {
  kind: Extract<Kind, { is: "season" }>;
  change: (kind: Kind) => void;
};

/** What places are worth, and who meets in the final. */
function Season({ draft, kind, change }: SeasonProps) {
  const { t } = useTranslation();
  const wrong = wrongWith(draft);
  const [typed, setTyped] = useState(kind.points.join(" "));
  const points = (text: string) => {
    setTyped(text);
    const read = text.split(/[^0-9]+/).filter(Boolean);
    change({ ...kind, points: read.map(Number).slice(0, 51) });
  };
  return (
    <>
      <Field
        label={t("contest.edit.placePoints")}
        hint={t("contest.edit.placePointsHint")}
        wrong={wrong("points")}
      >
        <Input inputMode="numeric" value={typed} onChange={(event) => points(event.target.value)} />
      </Field>
      <div className="contest-pair">
        <Whole
          label={t("contest.edit.finalists")}
          hint={t("contest.edit.finalistsHint")}
          wrong={wrong("finalists")}
          range={[0, 100]}
          value={kind.finalists}
          onChange={(finalists) => change({ ...kind, finalists })}
        />
        {kind.finalists > 0 && (
          <Whole
            label={t("contest.edit.finalTimes")}
            wrong={wrong("final_times")}
            range={[1, 10]}
            value={kind.final_times}
            onChange={(final_times) => change({ ...kind, final_times })}
          />
        )}
      </div>
    </>
  );
}

type WholeProps = {
  label: string;
  hint?: string;
  wrong?: string;
  range: [number, number];
  value: number;
  onChange: (value: number) => void;
};

/** A whole number. */
function Whole({ label, hint, wrong, range: [min, max], value, onChange }: WholeProps) {
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      <InputNumber<number>
        min={min}
        max={max}
        precision={0}
        value={value}
        onChange={(typed) => onChange(typed ?? min)}
      />
    </Field>
  );
}
