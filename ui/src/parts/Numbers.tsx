// <Money fen={123450} /> <PointsNumber points={980} /> <Percent bp={1234} /> <DateTime at={ms} />
import { useTranslation } from "react-i18next";
import { useSelf } from "../frame/me";
import { count, money, percent, type TimeShape, time } from "./format";

export function Money({ fen }: { fen: number }) {
  return <span className="number">{money(fen)}</span>;
}

/** Points; `sign` for what was added or taken. */
export function PointsNumber({ points, sign }: { points: number; sign?: boolean }) {
  return <span className="number">{count(points, sign)}</span>;
}

export function Percent({ bp }: { bp: number }) {
  return <span className="number">{percent(bp)}</span>;
}

/** A moment in the team's zone. The whole of it is in the title. */
export function DateTime({ at, shape = "minute" }: { at: number; shape?: TimeShape }) {
  // Asked for so that a change of language draws it again.
  useTranslation();
  const { zone, day_shift_minutes } = useSelf().team;
  // Days are business days; a time of day is the clock's.
  const dayOf = shape === "day" ? at - day_shift_minutes * 60_000 : at;
  return (
    <time
      className="number"
      dateTime={new Date(at).toISOString()}
      title={`${time(at, zone, "second")} ${zone}`}
    >
      {time(dayOf, zone, shape)}
    </time>
  );
}
