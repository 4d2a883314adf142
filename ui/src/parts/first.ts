import { type CSSProperties, useDeferredValue } from "react";

/** More than a window shows. */
const first = 16;
/** About what a row takes, so that whoever comes back finds the place they had scrolled to. */
const rowHeight = 56;

/**
 * A page that opens draws of its list what is seen; the rest follows at once, but holds up nothing.
 * Answers the rows to draw, and a style for the list that keeps the room of the others.
 */
export function useFirst<T>(rows: readonly T[]): [readonly T[], CSSProperties | undefined] {
  const whole = useDeferredValue(true, false);
  if (whole || rows.length <= first) return [rows, undefined];
  return [rows.slice(0, first), { paddingBottom: (rows.length - first) * rowHeight }];
}
