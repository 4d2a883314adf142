import { rootRouteId } from "@tanstack/react-router";
import { expect, test } from "vitest";
import { paths } from "./paths";
import { router } from "./routes";

test("every link leads to a page", () => {
  const lost: string[] = [];
  for (const [name, path] of Object.entries(paths)) {
    const address = (path as (...parts: string[]) => string)("1", "2");
    const { pathname } = new URL(address, "http://page");
    const route = router.matchRoutes(pathname, {}).at(-1)?.routeId;
    if (route === undefined || route === rootRouteId) lost.push(`${name}: ${address}`);
  }
  expect(lost).toEqual([]);
});
