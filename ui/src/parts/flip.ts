import { type RefObject, useLayoutEffect, useRef } from "react";

const millis = 320;
/** More at once than a web view without a graphics card composes in time. */
const most = 24;

/**
 * Rows that change places glide there. Children carry `data-flip="<id>"`; call it with what decides
 * the order. Only rows that come from or go to where they are seen glide, and only their `transform`
 * moves; under reduced motion, or driven by a test, nothing does.
 */
export function useFlip(list: RefObject<HTMLElement | null>, order: unknown): void {
  const before = useRef(new Map<string, number>());
  useLayoutEffect(() => {
    const place = list.current;
    if (!place) return;
    const rows = [...place.querySelectorAll<HTMLElement>("[data-flip]")];
    // Everything is read before anything is set in motion: one layout for all.
    const inView = place.getBoundingClientRect().top - place.offsetTop;
    const seen = (top: number) => top + inView > -100 && top + inView < window.innerHeight;
    const moves = rows.map((row) => {
      const to = row.offsetTop;
      return { row, to, from: before.current.get(row.dataset.flip ?? "") ?? to };
    });
    before.current = new Map(moves.map(({ row, to }) => [row.dataset.flip ?? "", to]));
    if (navigator.webdriver || window.matchMedia("(prefers-reduced-motion: reduce)").matches)
      return;
    for (const { row, from, to } of moves
      .filter(({ from, to }) => from !== to && (seen(from) || seen(to)))
      .slice(0, most))
      row.animate([{ transform: `translateY(${from - to}px)` }, { transform: "none" }], {
        duration: millis,
        easing: "cubic-bezier(.2,.8,.2,1)",
      });
  }, [list, order]);
}
