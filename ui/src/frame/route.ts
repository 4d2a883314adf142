// How a noun adds a page: export `routes` from `ui/src/<noun>/routes.tsx` and name the list once in
// `src/routes.tsx`.
//
//   export const routes: PageRoute[] = [
//     { path: "/sales", title: "sale.list.title", page: () => import("./SaleList"),
//       nav: { group: "orders", order: 10, icon: ReceiptText }, roles: ["founder", "leader"] },
//     { path: "/sales/$id", title: "sale.one.title", page: () => import("./SalePage") },
//   ];
//
// The page file has a default export and is loaded when first opened.
import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { Role } from "./me";

export const navGroups = ["me", "boards", "orders", "team", "house"] as const;
export type NavGroup = (typeof navGroups)[number];

export interface PageRoute {
  /** TanStack Router's notation: `/members/$id`. */
  path: string;
  /** Key of the page's name: document title, rail, palette. */
  title: string;
  page: () => Promise<{ default: ComponentType }>;
  /** Bare pages (sign-in, first start, wall screen) stand without the frame and before sign-in. */
  bare?: boolean;
  /** Who sees it in the rail and the palette; all when left out. The server decides anyway. */
  roles?: readonly Role[];
  nav?: {
    group: NavGroup;
    order: number;
    icon: LucideIcon;
    /** Place in the phone's bottom bar (1 to 4); the rest is under 更多. */
    bar?: number;
    /** Key of a shorter name for the bar, where the page's own would not fit. */
    short?: string;
    /** Shown beside it in the palette, two keys in turn: `g b`. */
    keys?: string;
  };
}

/** Whether this role is shown the page. */
export const shownTo = (role: Role, route: PageRoute) => route.roles?.includes(role) ?? true;
