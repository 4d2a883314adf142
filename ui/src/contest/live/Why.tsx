import { Button } from "antd";
import type { TFunction } from "i18next";
import "./rounds.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { useSelf } from "../../frame/me";
import { Empty } from "../../parts/Empty";
import { Layer } from "../../parts/Layer";
import { usePhone } from "../../parts/phone";
import { RefusalList } from "../../parts/RefusalList";
import { Skeleton } from "../../parts/Skeleton";
import type { Contest, Why as Reasons } from "../ask";
import { roundText, scoreText } from "../unit";
import { spanWords } from "../words";
import { Facts } from "./Facts";
import { ObjectTo } from "./ObjectTo";

type WhyProps = { contest: Contest; entrant: number; onClose: () => void };
const page = 100;

/** Why someone stands where they stand: what counted, what did not and why, by which rule. */
export default function Why({ contest, entrant, onClose }: WhyProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [pages, setPages] = useState(1);
  const ask = { params: { path: { id: contest.id }, query: { entrant } } };
  const { data, error } = useRead("/api/contests/{id}/why", ask);
  const title = data?.row
    ? t("contest.why.title", { name: data.name, place: data.row.place })
    : t("contest.why.titleNone", { name: data?.name ?? "" });
  return (
    <Layer
      title={data ? title : t("contest.why.short")}
      onClose={onClose}
      from={phone ? "bottom" : "side"}
      width={560}
    >
      <div className="contest-why">
        {error && <RefusalList problem={error} />}
        {!data && !error && <Skeleton />}
        {data && data.rounds.length > 0 && <Rounds why={data} />}
        {data && <Sums why={data} />}
        {data && <Reasoning why={data} contest={contest} />}
        {data && data.facts.length === 0 && <Empty words={t("contest.why.none")} />}
        {data && data.facts.length > 0 && (
          <ol className="contest-facts" aria-label={t("contest.why.facts")}>
            <Facts facts={data.facts} />
            {Array.from({ length: pages - 1 }, (_, at) => (
              <Later key={`page${at + 1}`} {...{ contest, entrant }} start={(at + 1) * page} />
            ))}
          </ol>
        )}
        {data?.more && (
          <Button block onClick={() => setPages(pages + 1)}>
            {t("parts.more")}
          </Button>
        )}
        <ObjectTo contest={contest} entrant={entrant} />
      </div>
    </Layer>
  );
}

type LaterProps = { contest: Contest; entrant: number; start: number };

function Later({ contest, entrant, start }: LaterProps) {
  const { data } = useRead("/api/contests/{id}/why", {
    params: { path: { id: contest.id }, query: { entrant, start } },
  });
  return data ? <Facts facts={data.facts} /> : null;
}

type SumLine = { name: string; note?: string; how?: string; sum?: string };

/** From what was counted to the score, one line a step. */
function sumsOf(why: Reasons, t: TFunction): SumLine[] {
  const { unit, amount_unit, parts, base } = why;
  const several = parts.length > 1;
  const lines: SumLine[] = parts.map((part) => {
    const name = t(`contest.measure.${part.measure}`);
    const of = part.item ?? part.category;
    const amount = scoreText(part.measure === "net_sales" ? "fen" : "count", part.amount);
    return {
      name: of ? t("contest.words.of", { name, of }) : name,
      how: several ? `${amount} × ${scoreText("centi", part.weight)}` : undefined,
      sum: part.points == null ? amount : scoreText("centi", part.points),
    };
  });
  const even = 10_000;
  const changed = several || why.handicap !== even || why.heads > 1;
  if (why.handicap !== even)
    lines.push({
      name: t("contest.why.handicap"),
      how: `× ${scoreText("basis_points", why.handicap)}`,
    });
  if (why.heads > 1) lines.push({ name: t("contest.why.heads"), how: `÷ ${why.heads}` });
  if (changed && unit !== amount_unit)
    lines.push({ name: t("contest.why.amount"), sum: scoreText(amount_unit, why.amount) });
  if (base)
    lines.push({
      name: t("contest.why.base"),
      note: t("contest.why.baseOf", {
        periods: base.periods,
        of: base.of,
        median: roundText(amount_unit, base.median),
        mean: roundText(amount_unit, base.tier_mean),
      }),
      how: why.pasts.map(({ amount }) => roundText(amount_unit, amount)).join(" / "),
      sum: scoreText(amount_unit, base.base),
    });
  if (why.target != null)
    lines.push({ name: t("contest.why.target"), sum: scoreText(amount_unit, why.target) });
  lines.push({
    name: t("contest.why.score"),
    sum: why.score == null ? t("contest.why.noScore") : scoreText(unit, why.score),
  });
  return lines;
}

/** Each round by itself, and which of them decides. */
function Rounds({ why }: { why: Reasons }) {
  const { t } = useTranslation();
  const { team } = useSelf();
  return (
    <ol className="contest-why-rounds" aria-label={t("contest.rounds.title")}>
      {why.rounds.map(({ window, score, points }, at) => (
        <li key={window.start} data-decides={at === why.deciding || undefined}>
          <span>
            {t("contest.rounds.nth", { n: at + 1 })} {spanWords(window, { t, days: team })}
            {at === why.deciding && <small> {t("contest.rounds.decides")}</small>}
          </span>
          <span className="number">
            {score == null ? "–" : scoreText(why.amount_unit, score)}
            {points != null && ` · ${t("contest.words.points", { count: points })}`}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Sums({ why }: { why: Reasons }) {
  const { t } = useTranslation();
  const lines = sumsOf(why, t);
  return (
    <table className="contest-sums">
      <caption className="aside">{t("contest.why.sums")}</caption>
      <tbody>
        {lines.map(({ name, note, how, sum }, at) => (
          <tr key={name + how} data-sum={at === lines.length - 1 || undefined}>
            <th scope="row">
              {name}
              {note && <small>{note}</small>}
            </th>
            {how && <td colSpan={sum ? 1 : 2}>{how}</td>}
            {sum && <td colSpan={how ? 1 : 2}>{sum}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Reasoning({ why, contest }: { why: Reasons; contest: Contest }) {
  const { t } = useTranslation();
  const { row, gap, amount_unit, unit } = why;
  const lines = [
    row && t("contest.why.better", { better: row.place - 1, count: why.count, place: row.place }),
    why.parted_by &&
      t("contest.why.parted", { key: t(`contest.tie.${why.parted_by}`), place: row?.place }),
    row?.tied && t("contest.why.tied", { count: why.sharing - 1 }),
    gap?.more_to_pass != null &&
      t("contest.why.gap", {
        more: scoreText(amount_unit, gap.more),
        pass: scoreText(amount_unit, gap.more_to_pass),
        place: gap.place,
      }),
    why.lead != null && t("contest.mine.lead", { lead: scoreText(unit, why.lead) }),
    t("contest.why.rule", { id: why.rule_id, hash: why.rule_hash.slice(0, 12) }),
    !contest.is_final && t("contest.why.open_yet"),
  ];
  return (
    <ul className="contest-reasons">
      {lines.filter(Boolean).map((line) => (
        <li key={String(line)}>{line}</li>
      ))}
    </ul>
  );
}
