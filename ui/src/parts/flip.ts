import { type RefObject, useLayoutEffect, useRef } from "react";

const millis = 320;

/**
 * Rows that change places glide there. Children carry `data-flip="<id>"`; call it with what decides
 * the order. Only `transform` moves; under reduced motion, or driven by a test, nothing does.
 */
export function useFlip(list: RefObject<HTMLElement | null>, order: unknown): void {
  const before = useRef(new Map<string, number>());
  useLayoutEffect(() => {
    const still =
      navigator.webdriver || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const now = new Map<string, number>();
    const rows = list.current?.querySelectorAll<HTMLElement>("[data-flip]") ?? [];
    for (const row of rows) now.set(row.dataset.flip ?? "", row.offsetTop);
    for (const row of rows) {
      const was = before.current.get(row.dataset.flip ?? "");
      const by = was === undefined ? 0 : was - (now.get(row.dataset.flip ?? "") ?? 0);
      if (by && !still)
        row.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], {
          duration: millis,
          easing: "cubic-bezier(.2,.8,.2,1)",
        });
    }
    before.current = now;
  }, [list, order]);
}
