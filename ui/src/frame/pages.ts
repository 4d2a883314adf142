import type { PageRoute } from "./route";

let known: readonly PageRoute[] = [];

/** Called once by routes.tsx. */
export function setPages(pages: readonly PageRoute[]): void {
  known = pages;
}

/** Every page, in the order of the rail. */
export const allPages = () => known;
