import { useSelf } from "../frame/me";
import { businessDay, plainDay } from "../parts/format";

/** A moment's day. What runs out at midnight ran out with the day before. */
export function Day({ at, before }: { at: number; before?: boolean }) {
  const { team } = useSelf();
  const day = businessDay(team, before ? at - 1 : at);
  return (
    <time className="number" dateTime={day}>
      {plainDay(day)}
    </time>
  );
}
