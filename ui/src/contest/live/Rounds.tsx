import "./rounds.css";
import { Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { useSelf } from "../../frame/me";
import { Sheet } from "../../parts/Page";
import { usePhone } from "../../parts/phone";
import { RefusalList } from "../../parts/RefusalList";
import { Skeleton } from "../../parts/Skeleton";
import type { Contest, Course } from "../ask";
import { useTurn } from "../Countdown";
import { spanWords } from "../words";
import { Bracket, roundName } from "./Bracket";
import { League } from "./League";
import { SeasonTable } from "./SeasonTable";

/** Rounds: who meets whom, which league, who won season points. */
export default function Rounds({ contest }: { contest: Contest }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [asked, setAsked] = useState<{ round?: number; league?: number }>({});
  const { id, rule } = contest;
  const ask = { params: { path: { id }, query: asked } };
  const { data, error } = useRead("/api/contests/{id}/course", ask);
  const { kind } = rule;
  useTurn(data?.rounds.find(({ has_begun }) => !has_begun)?.window.start);
  const last = (data?.rounds ?? []).filter(({ has_begun }) => has_begun).length - 1;
  const round = Math.max(0, Math.min(asked.round ?? last, last));
  // The whole tree fits a desk; on a phone, and in leagues, it is one round at a time.
  const chooses = last > 0 && (kind.is === "leagues" || (kind.is === "bracket" && phone));
  const named = (at: number) =>
    kind.is === "bracket" ? roundName(t, kind.size, at) : t("contest.rounds.nth", { n: at + 1 });
  const rounds = Array.from({ length: last + 1 }, (_, at) => ({ value: at, label: named(at) }));
  return (
    <Sheet
      title={t("contest.rounds.title")}
      aside={
        chooses &&
        (rounds.length > 4 ? (
          <Select
            size="small"
            aria-label={t("contest.rounds.choose")}
            value={round}
            options={rounds}
            onChange={(round) => setAsked({ ...asked, round })}
          />
        ) : (
          <Segmented
            size="small"
            aria-label={t("contest.rounds.choose")}
            value={round}
            options={rounds}
            onChange={(round) => setAsked({ ...asked, round })}
          />
        ))
      }
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton />}
      {data && <Now course={data} round={round} />}
      {data && kind.is === "bracket" && (
        <Bracket {...{ course: data, kind, round: phone ? round : undefined }} />
      )}
      {data?.league && (
        <League
          league={data.league}
          unit={data.amount_unit}
          onLeague={(league) => setAsked({ round, league })}
        />
      )}
      {kind.is === "season" && data && <SeasonTable course={data} kind={kind} />}
    </Sheet>
  );
}

/** When the round is, and whether its end still is open. */
function Now({ course, round }: { course: Course; round: number }) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const seen = course.rounds[round];
  if (!seen) return null;
  const span = spanWords(seen.window, { t, days: team });
  const words = seen.is_over ? "over" : seen.has_begun ? "now" : "soon";
  return (
    <p className="contest-note contest-round-now">
      {t(`contest.rounds.${words}`, { n: round + 1, count: course.rounds.length, span })}
    </p>
  );
}
