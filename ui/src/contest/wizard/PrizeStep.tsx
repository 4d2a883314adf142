import { Button, Input, InputNumber, Radio, Select } from "antd";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { Field } from "../../parts/Field";
import type { Answer } from "../../api/client";
import type { Prize, Rule, Unit } from "../ask";
import { scoreUnit } from "../unit";
import { prizeWords } from "../words";
import { Amount } from "./Amount";
import type { StepProps } from "./draft";
import { Wrong } from "./Wrong";

type To = Prize["to"];
type Title = Answer<"get", "/api/titles">["titles"][number];
const tos = ["places", "over", "step", "share", "draw"] as const;
const most = 20;

/** To whom a prize can go: the winners of duels in a PK only, places of each league in leagues only. */
const tosOf = ({ kind }: Rule, now: To["is"]): To["is"][] => [
  ...tos,
  ...(kind.is === "pk" || now === "duel" ? (["duel"] as const) : []),
  ...(kind.is === "leagues" || now === "league" ? (["league"] as const) : []),
];

/** What a prize of this kind of contest mostly goes by. */
const usual = ({ kind }: Rule): To["is"] => {
  if (kind.is === "steps") return "step";
  if (kind.is === "line") return "over";
  if (kind.is === "leagues") return "league";
  return kind.is === "pk" ? "duel" : "places";
};

function fresh(is: To["is"], was: To, rule: Rule): To {
  const first =
    1 + Math.max(0, ...rule.prizes.map(({ to }) => (to.is === is && "last" in to ? to.last : 0)));
  const score = "score" in was ? was.score : scoreUnit(rule) === "count" ? 10 : 1_000_000;
  if (is === "places" || is === "league") return { is, first, last: first };
  if (is === "duel") return { is };
  if (is === "share") return { is, score, evenly: false };
  return is === "draw" ? { is, score, winners: 3 } : { is, score };
}

/** Titles that can be given; one that cannot be any more stands under the name it was chosen by. */
function optionsOf(titles: readonly Title[], { title, thing }: Prize) {
  const options = titles.map(({ id, plan }) => ({ value: id, label: plan.name }));
  const gone = title != null && titles.every(({ id }) => id !== title);
  return gone ? [...options, { value: title, label: thing ?? "", disabled: true }] : options;
}

/** What can be won, by whom. */
export default function PrizeStep({ draft }: StepProps) {
  const { t } = useTranslation();
  const { rule, change } = draft;
  const unit = scoreUnit(rule);
  const titles = useRead("/api/titles").data?.titles.filter(({ gives }) => gives) ?? [];
  const set = (at: number, part: Partial<Prize>) =>
    change({ prizes: rule.prizes.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  const give = (at: number, title: number | null) => {
    const thing = titles.find(({ id }) => id === title)?.plan.name ?? null;
    set(at, { title: thing === null ? null : title, thing, cost_fen: 0 });
  };
  const add = () => {
    const last = rule.prizes.at(-1)?.to ?? { is: "places", first: 1, last: 1 };
    change({ prizes: [...rule.prizes, { to: fresh(usual(rule), last, rule), points: 100 }] });
  };
  return (
    <div className="form contest-form">
      <ol className="contest-prizes-edit">
        {rule.prizes.map((prize, at) => (
          // A prize is known by its place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            <div className="contest-prize-to">
              <Select
                aria-label={t("contest.edit.prizeTo", { n: at + 1 })}
                value={prize.to.is}
                options={tosOf(rule, prize.to.is).map((value) => ({
                  value,
                  label: t(`contest.to.${value}`),
                }))}
                onChange={(is) => set(at, { to: fresh(is, prize.to, rule) })}
              />
              <Whom to={prize.to} unit={unit} onChange={(to) => set(at, { to })} />
              <Button
                type="text"
                aria-label={t("contest.edit.takeOut", { name: prizeWords(t, rule, prize) })}
                icon={<Trash2 size={16} strokeWidth={1.6} aria-hidden="true" />}
                onClick={() => change({ prizes: rule.prizes.filter((_, i) => i !== at) })}
              />
            </div>
            <div className="contest-prize-what">
              <Field
                label={t(
                  prize.to.is === "share" ? "contest.edit.potPoints" : "contest.edit.points",
                )}
              >
                <InputNumber<number>
                  min={0}
                  max={100_000_000}
                  precision={0}
                  value={prize.points ?? 0}
                  onChange={(points) => set(at, { points: points ?? 0 })}
                />
              </Field>
              {(titles.length > 0 || prize.title != null) && (
                <Field label={t("contest.edit.title")}>
                  <Select
                    allowClear
                    placeholder={t("contest.edit.titleNone")}
                    value={prize.title ?? null}
                    options={optionsOf(titles, prize)}
                    // Also the same one again: it may be called otherwise by now.
                    onSelect={(title: number | null) => give(at, title)}
                    onClear={() => give(at, null)}
                  />
                </Field>
              )}
              {prize.title == null && (
                <Field label={t(titles.length > 0 ? "contest.edit.goods" : "contest.edit.thing")}>
                  <Input
                    maxLength={60}
                    placeholder={t(
                      titles.length > 0 ? "contest.edit.goodsHint" : "contest.edit.thingHint",
                    )}
                    value={prize.thing ?? ""}
                    onChange={(event) => set(at, { thing: event.target.value || null })}
                  />
                </Field>
              )}
              {prize.title == null && prize.thing && (
                <Field label={t("contest.edit.cost")}>
                  <Amount
                    unit="fen"
                    value={prize.cost_fen ?? 0}
                    onChange={(cost_fen) => set(at, { cost_fen })}
                  />
                </Field>
              )}
            </div>
            <Wrong draft={draft} column="prizes" item={at} />
          </li>
        ))}
      </ol>
      <Wrong draft={draft} column="prizes" />
      <Button
        icon={<Plus size={16} aria-hidden="true" />}
        disabled={rule.prizes.length >= most}
        onClick={add}
      >
        {t("contest.edit.addPrize")}
      </Button>
      <Field label={t("contest.edit.prizeMin")} hint={t("contest.edit.prizeMinHint")}>
        <Amount
          unit={unit}
          value={rule.prize_min ?? 0}
          onChange={(prize_min) => change({ prize_min })}
        />
      </Field>
      <Field label={t("contest.edit.shared")}>
        <Radio.Group
          className="contest-kinds"
          value={rule.shared}
          onChange={({ target }) => change({ shared: target.value })}
        >
          {(["split", "each", "decide"] as const).map((shared) => (
            <Radio key={shared} value={shared}>
              <b>{t(`contest.shared.${shared}.name`)}</b>
              <small>{t(`contest.shared.${shared}.words`)}</small>
            </Radio>
          ))}
        </Radio.Group>
      </Field>
    </div>
  );
}

type WhomProps = { to: To; unit: Unit; onChange: (to: To) => void };

/** The numbers that say who wins it. */
function Whom({ to, unit, onChange }: WhomProps) {
  const { t } = useTranslation();
  const place = (label: string, value: number, set: (n: number) => To) => (
    <InputNumber<number>
      aria-label={label}
      min={1}
      max={100_000}
      precision={0}
      value={value}
      onChange={(n) => onChange(set(n ?? 1))}
    />
  );
  if (to.is === "places" || to.is === "league")
    return (
      <span className="contest-whom">
        {place(t("contest.edit.firstPlace"), to.first, (first) => ({
          ...to,
          first,
          last: Math.max(first, to.last),
        }))}
        <span aria-hidden="true">–</span>
        {place(t("contest.edit.lastPlace"), to.last, (last) => ({ ...to, last }))}
      </span>
    );
  if (to.is === "duel") return null;
  return (
    <span className="contest-whom">
      <Amount
        aria-label={t("contest.edit.score")}
        unit={unit}
        value={to.score}
        onChange={(score) => onChange({ ...to, score })}
      />
      {to.is === "draw" && (
        <>
          <span>{t("contest.edit.winners")}</span>
          {place(t("contest.edit.winners"), to.winners, (winners) => ({ ...to, winners }))}
        </>
      )}
      {to.is === "share" && (
        <Select
          aria-label={t("contest.edit.sharing")}
          value={to.evenly}
          options={[
            { value: false, label: t("contest.edit.byScore") },
            { value: true, label: t("contest.edit.evenly") },
          ]}
          onChange={(evenly) => onChange({ ...to, evenly })}
        />
      )}
    </span>
  );
}
