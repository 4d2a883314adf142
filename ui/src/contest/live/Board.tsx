import { Button, Segmented } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { DateTime } from "../../parts/Numbers";
import { Sheet } from "../../parts/Page";
import { Places, type Placed } from "../../parts/Places";
import { RefusalList } from "../../parts/RefusalList";
import { Skeleton } from "../../parts/Skeleton";
import { paths } from "../../paths";
import type { Contest, Row } from "../ask";
import { scoreText } from "../unit";
import { leadWords, wonWords } from "../words";
import { useSaid } from "./said";

const first = 20;
const step = 50;
const most = 500;

type BoardProps = { contest: Contest; onWhy: (entrant: number) => void };

/** Who stands where: among my neighbours, or from the top. */
export function Board({ contest, onWhy }: BoardProps) {
  const { t } = useTranslation();
  const { id, rule } = contest;
  const [view, setView] = useState<"me" | "top">();
  const [count, setCount] = useState(first);
  const top = useRead("/api/contests/{id}/board", { params: { path: { id }, query: { count } } });
  const near = useRead("/api/contests/{id}/around", { params: { path: { id } } });
  const board = useDeferredValue(top.data);
  const around = useDeferredValue(near.data);
  useSaid(top.isPlaceholderData ? undefined : top.data?.rows, String(id));
  const mine = around?.me != null;
  // While it goes one looks for oneself; once it is over, for who won.
  const begins = contest.state === "running" ? "me" : "top";
  const seen = (view ?? begins) === "me" && mine ? around : board;
  const best = board?.rows[0]?.score ?? 0;
  const wonOf = ({ prizes }: Row) =>
    prizes
      .flatMap((at) => rule.prizes[at] ?? [])
      .map((prize) => wonWords(t, prize))
      .join(t("contest.words.comma"));
  const placed = (row: Row, index: number): Placed => ({
    key: row.entrant_id ?? `place${row.place}.${index}`,
    place: row.place,
    tied: row.tied,
    member: row.member_id,
    name: row.name ?? null,
    hint: [
      row.members == null ? row.tier : t("contest.heads", { count: row.members }),
      leadWords(t, rule.kind, row),
    ]
      .filter(Boolean)
      .join(" · "),
    to: row.open && row.member_id != null ? paths.member(row.member_id) : undefined,
    mine: row.mine,
    part: best > 0 && row.score != null ? Math.min(1, Math.max(0, row.score / best)) : 0,
    score: <Number row={row} unit={contest.unit} onWhy={onWhy} />,
    aside: wonOf(row) || null,
  });
  return (
    <Sheet
      title={t("contest.board.title")}
      aside={
        mine && (
          <Segmented<"me" | "top">
            size="small"
            aria-label={t("contest.board.view")}
            value={view ?? begins}
            options={[
              { value: "me", label: t("contest.board.me") },
              { value: "top", label: t("contest.board.top") },
            ]}
            onChange={setView}
          />
        )
      }
    >
      {top.error && <RefusalList problem={top.error} />}
      {!board && !top.error && <Skeleton />}
      {board?.frozen && (
        <p className="contest-frozen">
          {t("contest.board.frozen")} <DateTime at={board.as_of} />
        </p>
      )}
      {board && board.count === 0 && <p>{t("contest.board.nobody")}</p>}
      {seen && seen.rows.length > 0 && (
        <Places rows={seen.rows.map(placed)} label={t("contest.board.title")} />
      )}
      {board && seen === board && board.count > board.rows.length && count < most && (
        <Button
          className="contest-more"
          block
          loading={top.isFetching}
          onClick={() => setCount(count + step)}
        >
          {t("parts.more")}
        </Button>
      )}
      {board && board.count > 0 && (
        <p className="contest-note">
          {t("contest.board.count", { count: board.count, of: board.entrants })}
        </p>
      )}
    </Sheet>
  );
}

type NumberProps = { row: Row; unit: Contest["unit"]; onWhy: (entrant: number) => void };

/** A score; it opens to its reasons for whoever may see them. */
function Number({ row, unit, onWhy }: NumberProps) {
  const { t } = useTranslation();
  if (row.score == null) return t("contest.board.hidden");
  const { entrant_id, score } = row;
  if (!row.open || entrant_id == null) return scoreText(unit, score);
  return (
    <button
      type="button"
      className="number"
      title={t("contest.why.open")}
      onClick={() => onWhy(entrant_id)}
    >
      {scoreText(unit, score)}
    </button>
  );
}
