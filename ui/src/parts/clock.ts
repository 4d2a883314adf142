import { useEffect, useState } from "react";
import { now } from "../frame/now";

/** The clock's second, for as long as something shows it. */
export function useNow(on = true): number {
  const [at, setAt] = useState(now);
  // Time passes outside React.
  useEffect(() => {
    if (!on) return;
    const timer = window.setInterval(() => setAt(now()), 1000);
    return () => window.clearInterval(timer);
  }, [on]);
  return at;
}
