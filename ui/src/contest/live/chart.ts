// Lines of a chart: from scores by day to paths.
import type { Chart } from "../ask";

export type Line = { d: string; end: { x: number; y: number } | undefined };
type Size = { width: number; height: number };

/** Round numbers from zero (or below) to above the highest, at most five steps. */
export function ticksOf(most: number, least = 0): number[] {
  const span = Math.max(1, most - Math.min(0, least));
  const rough = 10 ** Math.floor(Math.log10(span / 4));
  const step = [1, 2, 5, 10].map((by) => by * rough).find((by) => span / by <= 5) ?? span;
  const whole = Math.max(1, step);
  const ticks: number[] = [];
  for (let at = Math.floor(Math.min(0, least) / whole) * whole; ; at += whole) {
    ticks.push(at);
    if (at >= most) return ticks;
  }
}

/** One line for each of the series; a day without a score breaks it, a lone day is a dot. */
export function linesOf(
  series: Chart["series"],
  days: number,
  [low, high]: readonly [number, number],
  { width, height }: Size,
): Line[] {
  const x = (day: number) => (days < 2 ? width / 2 : (day / (days - 1)) * width);
  const y = (score: number) => height - ((score - low) / Math.max(1, high - low)) * height;
  const at = (value: number) => Number(value.toFixed(1));
  return series.map(({ scores }) => {
    let d = "";
    let pen = false;
    let end: Line["end"];
    for (const [day, score] of scores.entries()) {
      if (score == null) {
        pen = false;
        continue;
      }
      end = { x: at(x(day)), y: at(y(score)) };
      d += `${pen ? "L" : "M"}${end.x} ${end.y}`;
      // A round cap draws a dot where a line has no length.
      if (!pen) d += "h0";
      pen = true;
    }
    return { d, end };
  });
}
