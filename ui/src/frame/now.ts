// The page's one clock. A demo team lives by the server's clock, so the page follows it.
let ahead = 0;

/** Sets the difference to the server's clock, from an answer that says what time it is there. */
export function followClock(serverMillis: number): void {
  ahead = serverMillis - Date.now();
}

/** Milliseconds since 1970 by the server's clock. */
export const now = (): number => Date.now() + ahead;
