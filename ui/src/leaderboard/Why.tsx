import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { Empty } from "../parts/Empty";
import { Go } from "../parts/Go";
import { Layer } from "../parts/Layer";
import { DateTime } from "../parts/Numbers";
import { usePhone } from "../parts/phone";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";
import type { askOf, BoardWhy, Measure } from "./ask";
import { moreText, scoreText } from "./Score";

type WhyProps = {
  ask: ReturnType<typeof askOf>;
  measure: Measure;
  member: number;
  onClose: () => void;
};

/** Why someone stands where they stand: the facts, what counted, what did not and why. */
export default function Why({ ask, measure, member, onClose }: WhyProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [parts, setParts] = useState(1);
  const [base, setBase] = useState(false);
  const { data, error } = useRead("/api/board/why", {
    params: { query: { ...ask, member, base } },
  });
  const title = data?.place
    ? t("leaderboard.why.title", { name: data.name, place: data.place.place })
    : t("leaderboard.why.titleNone", { name: data?.name ?? "" });
  return (
    <Layer
      title={data ? title : t("leaderboard.why.short")}
      onClose={onClose}
      from={phone ? "bottom" : "side"}
      width={560}
    >
      <div className="leaderboard-why">
        {error && <RefusalList problem={error} />}
        {!data && !error && <Skeleton />}
        {data && <Summary why={data} measure={measure} />}
        {data && measure === "growth" && (
          <Segmented
            block
            aria-label={t("leaderboard.why.facts")}
            value={base ? "base" : "now"}
            onChange={(chosen) => {
              setParts(1);
              setBase(chosen === "base");
            }}
            options={[
              { value: "now", label: t("leaderboard.why.now") },
              { value: "base", label: t("leaderboard.why.base") },
            ]}
          />
        )}
        {data && data.facts.length === 0 && <Empty words={t("leaderboard.why.none")} />}
        {data && data.facts.length > 0 && (
          <ol className="leaderboard-facts" aria-label={t("leaderboard.why.facts")}>
            <Facts facts={data.facts} measure={measure} />
            {Array.from({ length: parts - 1 }, (_, part) => (
              <Later
                key={`part${part + 1}`}
                ask={ask}
                measure={measure}
                member={member}
                base={base}
                start={(part + 1) * 100}
              />
            ))}
          </ol>
        )}
        {data?.more && (
          <Button block onClick={() => setParts(parts + 1)}>
            {t("parts.more")}
          </Button>
        )}
      </div>
    </Layer>
  );
}

type LaterProps = Omit<WhyProps, "onClose"> & { base: boolean; start: number };

function Later({ ask, measure, member, base, start }: LaterProps) {
  const { data } = useRead("/api/board/why", {
    params: { query: { ...ask, member, base, start } },
    keep: false,
  });
  return data ? <Facts facts={data.facts} measure={measure} /> : <Skeleton rows={3} />;
}

function Summary({ why, measure }: { why: BoardWhy; measure: Measure }) {
  const { t } = useTranslation();
  const { place, gap } = why;
  const total = measure === "growth" ? "net_sales" : measure;
  const lines = [
    t(`leaderboard.why.counted.${measure}`, {
      counted: scoreText(total, why.counted),
      base: scoreText(total, why.base_counted),
      growth: place ? scoreText(measure, place.score) : "–",
    }),
    place &&
      t("leaderboard.why.better", {
        better: place.place - 1,
        count: why.count,
        place: place.place,
      }),
    place?.tied && t("leaderboard.why.tie", { others: why.sharing - 1 }),
    gap &&
      t(why.rounded ? "leaderboard.why.gapAtMost" : "leaderboard.why.gap", {
        more: moreText(measure, gap.more),
        pass: moreText(measure, gap.more_to_pass),
        place: gap.place,
      }),
    why.lead != null && t("leaderboard.mine.lead", { lead: scoreText(measure, why.lead) }),
    t(`leaderboard.rule.${measure}`),
  ];
  return (
    <ul className="leaderboard-reasons">
      {lines.filter(Boolean).map((line) => (
        <li key={String(line)}>{line}</li>
      ))}
    </ul>
  );
}

/** What was sold, or what the points were posted for. */
function FactName({ fact }: { fact: BoardWhy["facts"][number] }) {
  const { t } = useTranslation();
  if (fact.item) return fact.item;
  return fact.cause ? t(`leaderboard.cause.${fact.cause}`) : fact.order_no;
}

function Facts({ facts, measure }: { facts: BoardWhy["facts"]; measure: Measure }) {
  const { t } = useTranslation();
  const unit = measure === "growth" ? "net_sales" : measure;
  return facts.map((fact) => (
    <li key={fact.id} data-out={fact.left_out ?? undefined}>
      <div>
        <b>
          {fact.sale_id == null ? (
            <FactName fact={fact} />
          ) : (
            <Go to={paths.sale(fact.sale_id)}>
              <FactName fact={fact} />
            </Go>
          )}
        </b>
        <small>
          <DateTime at={fact.at} />
          {fact.shop && <span>{fact.shop}</span>}
          {fact.order_no && <span>{fact.order_no}</span>}
          {fact.reason && <span>{fact.reason}</span>}
        </small>
        {fact.parts.length > 0 && (
          <small>
            {fact.parts.map((part) => (
              <span key={part.cause}>
                {t(`leaderboard.part.${part.cause}`)} {scoreText(unit, part.by)}
              </span>
            ))}
          </small>
        )}
        {fact.left_out && (
          <small className="leaderboard-out">{t(`leaderboard.out.${fact.left_out}`)}</small>
        )}
      </div>
      <span className="number">{scoreText(unit, fact.counted)}</span>
    </li>
  ));
}
