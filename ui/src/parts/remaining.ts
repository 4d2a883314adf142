const two = (n: number) => String(n).padStart(2, "0");

/** A stretch of time as a countdown shows it: whole days, then hours, minutes, seconds. */
export function remaining(millis: number): { days: number; clock: string } {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  const hours = Math.floor(seconds / 3600);
  const clock = [hours % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
  return { days: Math.floor(hours / 24), clock };
}
