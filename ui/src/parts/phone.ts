import { useSyncExternalStore } from "react";

const narrow = window.matchMedia("(max-width: 719px)");

/** Whether the page is as narrow as a phone (also a desk at 200 % zoom). */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrow.addEventListener("change", changed);
      return () => narrow.removeEventListener("change", changed);
    },
    () => narrow.matches,
  );
}
