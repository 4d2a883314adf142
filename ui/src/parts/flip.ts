import { type RefObject, useLayoutEffect, useRef } from "react";

const millis = 320;
/** More at once than a web view without a graphics card composes in time. */
const most = 24;

/**
 * Who changes places glides there. Rows carry `data-flip="<id>"` of whoever stands there now; call it
 * with what decides the order. Only rows that come from or go to where they are seen glide, and only
 * their `transform` moves; under reduced motion, or driven by a test, nothing does.
 */
export function useFlip(list: RefObject<HTMLElement | null>, order: unknown): void {
  const before = useRef(new Map<string, number>());
  const gliding = useRef<Animation[]>([]);
  useLayoutEffect(() => {
    const place = list.current;
    if (!place) return;
    const rows = [...place.querySelectorAll<HTMLElement>("[data-flip]")];
    for (const glide of gliding.current) glide.cancel();
    // Everything is read before anything is set in motion: one layout for all. Not by `offsetTop`:
    // WebKit would lay out each row that is out of sight.
    const { top } = place.getBoundingClientRect();
    const seen = (from: number) => from + top > -100 && from + top < window.innerHeight;
    const moves = rows.map((row) => {
      const to = row.getBoundingClientRect().top - top;
      return { row, to, from: before.current.get(row.dataset.flip ?? "") ?? to };
    });
    before.current = new Map(moves.map(({ row, to }) => [row.dataset.flip ?? "", to]));
    if (navigator.webdriver || window.matchMedia("(prefers-reduced-motion: reduce)").matches)
      return;
    gliding.current = moves
      .filter(({ from, to }) => from !== to && (seen(from) || seen(to)))
      .slice(0, most)
      .map(({ row, from, to }) =>
        row.animate([{ transform: `translateY(${from - to}px)` }, { transform: "none" }], {
          duration: millis,
          easing: "cubic-bezier(.2,.8,.2,1)",
        }),
      );
  }, [list, order]);
}
