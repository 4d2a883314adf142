import { useLocation } from "@tanstack/react-router";
import { useSelf } from "./me";
import { allPages } from "./pages";
import { type NavGroup, navGroups, type PageRoute, shownTo } from "./route";

type NavPage = PageRoute & { nav: NonNullable<PageRoute["nav"]> };

/** The pages of this caller's rail, by group and order. */
export function useNav(): { group: NavGroup; pages: NavPage[] }[] {
  const { role } = useSelf();
  const pages = allPages()
    .filter((page): page is NavPage => page.nav !== undefined && shownTo(role, page))
    .sort((a, b) => a.nav.order - b.nav.order);
  return navGroups
    .map((group) => ({ group, pages: pages.filter((page) => page.nav.group === group) }))
    .filter(({ pages }) => pages.length > 0);
}

/** Which of these is open: the longest that the address begins with. */
export function useOpenPath(pages: readonly PageRoute[]): string | undefined {
  const path = useLocation().pathname;
  return pages
    .map((page) => page.path)
    .filter((at) => (at === "/" ? path === "/" : path === at || path.startsWith(`${at}/`)))
    .sort((a, b) => b.length - a.length)[0];
}
