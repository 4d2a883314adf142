import { useSelf } from "../frame/me";
import { dayIn, plainDay } from "../parts/format";

/** A moment's day. What runs out at midnight ran out with the day before. */
export function Day({ at, before }: { at: number; before?: boolean }) {
  const { zone } = useSelf().team;
  const day = dayIn(zone, before ? at - 1 : at);
  return (
    <time className="number" dateTime={day}>
      {plainDay(day)}
    </time>
  );
}
