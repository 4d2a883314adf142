// All pages. A noun adds its list here; nothing else in the frame has to know of it.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type AnyRoute,
} from "@tanstack/react-router";
import { Boundary } from "./frame/Boundary";
import { Frame } from "./frame/Frame";
import { Nowhere } from "./frame/Nowhere";
import { setPages } from "./frame/pages";
import type { PageRoute } from "./frame/route";
import { Shell } from "./frame/Shell";
import { Skeleton } from "./parts/Skeleton";
import { routes as access } from "./access/routes";
import { routes as backup } from "./backup/routes";
import { routes as contest } from "./contest/routes";
import { routes as draw } from "./draw/routes";
import { routes as honour } from "./honour/routes";
import { routes as home } from "./home/routes";
import { routes as poster } from "./poster/routes";
import { routes as prize } from "./prize/routes";
import { routes as outbox } from "./outbox/routes";
import { routes as record } from "./record/routes";
import { routes as sale } from "./sale/routes";
import { routes as setting } from "./setting/routes";
import { routes as report } from "./report/routes";
import { routes as leaderboard } from "./leaderboard/routes";
import { routes as points } from "./points/routes";
import { routes as start } from "./start/routes";
import { routes as team } from "./team/routes";

const pages: PageRoute[] = [
  ...access,
  ...home,
  ...leaderboard,
  ...contest,
  ...points,
  ...poster,
  ...prize,
  ...honour,
  ...draw,
  ...record,
  ...outbox,
  ...backup,
  ...report,
  ...sale,
  ...setting,
  ...start,
  ...team,
];
setPages(pages);

const root = createRootRoute({ component: Shell, notFoundComponent: Nowhere });
const frame = createRoute({ getParentRoute: () => root, id: "frame", component: Frame });

const routeOf = (page: PageRoute): AnyRoute =>
  createRoute({
    getParentRoute: () => (page.bare ? root : frame) as AnyRoute,
    path: page.path,
    component: lazyRouteComponent(page.page),
    errorComponent: Boundary,
  });

export const router = createRouter({
  routeTree: root.addChildren([
    frame.addChildren(pages.filter((page) => !page.bare).map(routeOf)),
    ...pages.filter((page) => page.bare).map(routeOf),
  ]),
  defaultPreload: "intent",
  defaultPendingMs: 200,
  defaultPendingMinMs: 0,
  defaultPendingComponent: Skeleton,
  defaultErrorComponent: Boundary,
  scrollRestoration: true,
});
