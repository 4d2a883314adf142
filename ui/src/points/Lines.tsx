import { Button, DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "../api/schema";
import { useRead } from "../api/hooks";
import { useFilter, useGo } from "../frame/go";
import { useSelf } from "../frame/me";
import { paths } from "../paths";
import { Empty } from "../parts/Empty";
import { businessDay, count, plainDay, type TeamDays } from "../parts/format";
import { PointsNumber } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { Skeleton } from "../parts/Skeleton";
import type { Line } from "./line";
import { LineWhy } from "./LineWhy";

type LineKind = components["schemas"]["LineKind"];

const kinds = [
  "earned",
  "taken_back",
  "matured",
  "granted",
  "expired",
  "repaid",
  "won",
  "redeemed",
  "praised",
] as const;

type LinesFilter = { kind: LineKind | ""; from: string; to: string };
const everything: LinesFilter = { kind: "", from: "", to: "" };

/** The statement's lines, by the day they were recorded, latest first; each opens to its reason. */
export function Lines({ member }: { member: number }) {
  const { t } = useTranslation();
  const go = useGo();
  const [filter, change] = useFilter("points-lines", everything);
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const [open, setOpen] = useState<Line>();
  const asked = {
    kind: filter.kind || undefined,
    from: filter.from || undefined,
    to: filter.to || undefined,
  };
  const pick = (part: Partial<LinesFilter>) => {
    setCursors([undefined]);
    change(part);
  };
  const filtered = Object.values(asked).some(Boolean);
  return (
    <Sheet
      title={t("points.lines.title")}
      aside={
        <div className="points-filter">
          <Select<LineKind | "">
            aria-label={t("points.lines.kind")}
            value={filter.kind}
            onChange={(kind) => pick({ kind })}
            popupMatchSelectWidth={false}
            options={[
              { value: "", label: t("points.lines.every") },
              ...kinds.map((kind) => ({ value: kind, label: t(`points.kind.${kind}`) })),
            ]}
          />
          <DatePicker.RangePicker
            aria-label={t("points.lines.days")}
            allowEmpty={[true, true]}
            value={[filter.from ? dayjs(filter.from) : null, filter.to ? dayjs(filter.to) : null]}
            onChange={(days) =>
              pick({
                from: days?.[0]?.format("YYYY-MM-DD") ?? "",
                to: days?.[1]?.format("YYYY-MM-DD") ?? "",
              })
            }
          />
        </div>
      }
    >
      {cursors.map((before, part) => (
        <Part
          key={before ?? "first"}
          member={member}
          query={{ ...asked, before }}
          last={part === cursors.length - 1}
          onMore={(next) => setCursors([...cursors, next])}
          onOpen={setOpen}
          empty={
            filtered ? (
              <Empty
                words={t("points.lines.none_so")}
                action={
                  <Button onClick={() => pick(everything)}>{t("points.lines.show_all")}</Button>
                }
              />
            ) : (
              <Empty
                words={t("points.lines.none")}
                example={t("points.lines.example")}
                action={
                  <Button onClick={() => go(paths.pointsRules())}>{t("points.lines.rules")}</Button>
                }
              />
            )
          }
        />
      ))}
      {open && <LineWhy line={open} onClose={() => setOpen(undefined)} />}
    </Sheet>
  );
}

type PartProps = {
  member: number;
  query: { kind?: LineKind; from?: string; to?: string; before?: string };
  last: boolean;
  onMore: (next: string) => void;
  onOpen: (line: Line) => void;
  empty: React.ReactNode;
};

/** One page of lines. */
function Part({ member, query, last, onMore, onOpen, empty }: PartProps) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const { data } = useRead("/api/points/members/{id}/statement", {
    params: { path: { id: member }, query },
    keep: false,
  });
  if (!data) return <Skeleton rows={5} />;
  if (data.lines.length === 0) return empty;
  return (
    <>
      {byDay(data.lines, team).map(([day, lines]) => (
        <section key={day} className="points-day">
          <h3>
            {plainDay(day)}
            <small>{dayjs(day).format("YYYY")}</small>
          </h3>
          <ul>
            {lines.map((line) => (
              <li key={line.seq}>
                <OneLine line={line} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {last && data.next && (
        <Button block onClick={() => onMore(data.next as string)}>
          {t("parts.more")}
        </Button>
      )}
    </>
  );
}

function byDay(lines: readonly Line[], team: TeamDays): [string, Line[]][] {
  const days: [string, Line[]][] = [];
  for (const line of lines) {
    const day = businessDay(team, line.recorded_at);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(line);
    else days.push([day, [line]]);
  }
  return days;
}

/** What it was, why in short, how much; pending points are named as such. */
function OneLine({ line, onOpen }: { line: Line; onOpen: (line: Line) => void }) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const happened = businessDay(team, line.happened_at);
  const earlier = happened !== businessDay(team, line.recorded_at);
  const pending = line.available === 0 && line.pending !== 0;
  const points = pending ? line.pending : line.available;
  return (
    <button type="button" className="points-line" onClick={() => onOpen(line)}>
      <span className="points-what">
        <b>{line.item ?? t(`points.kind.${line.kind}`)}</b>
        <small>
          {earlier && `${t("points.lines.happened", { day: plainDay(happened) })} · `}
          {line.why}
        </small>
      </span>
      <span className="points-how-much" data-up={points > 0 || undefined} data-kind={line.kind}>
        <PointsNumber points={points} sign />
        <small>
          {pending
            ? t("points.lines.pending_after", { points: count(line.pending_after) })
            : t("points.lines.available_after", { points: count(line.available_after) })}
        </small>
      </span>
    </button>
  );
}
