// What a journey begins with: a server, a browser, and someone who is signed in.
import type { Browser, Locator, Page } from "../../ui/node_modules/playwright-core/index.js";
import { expect } from "vitest";
import { type Look, launch, patience, viewer } from "./browser.ts";
import { type Server, type Start, startServer } from "./server.ts";
import { walk } from "./walk.ts";

export { languages, skins } from "./browser.ts";

type Started = { server: Server; browser: Browser };

/** One server and one browser for a file of tests: `beforeAll(pages.start); afterAll(pages.stop)`. */
export function withPages(start: Start = {}) {
  let started: Started | undefined;
  let found: string[] | undefined;
  const pages = {
    start: async () => {
      started = { server: await startServer(start), browser: await launch() };
    },
    stop: async () => {
      await started?.browser.close();
      await started?.server.stop();
    },
    get: (): Started => {
      if (!started) throw new Error("beforeAll(pages.start) is missing");
      return started;
    },
    /** Every page that the founder reaches, one of each kind. */
    addresses: async () => {
      if (!found) {
        const page = await openPage(pages);
        found = await walk(page.context());
        await page.context().close();
      }
      return found;
    },
  };
  return pages;
}

type Pages = ReturnType<typeof withPages>;

/** A page of a new viewer's who is not signed in. What breaks in it fails the test. */
export async function openDoor(pages: Pages, look: Look = {}): Promise<Page> {
  const { server, browser } = pages.get();
  const context = await viewer(browser, server.address, look);
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  return page;
}

/** A page of a new viewer's, signed in as the demo team's founder. */
export async function openPage(pages: Pages, look: Look = {}): Promise<Page> {
  const page = await openDoor(pages, look);
  // A request of the page's own: others may not write.
  const opened = await page.request.post("/api/start/demo", {
    headers: { origin: pages.get().server.address },
    data: {},
  });
  if (!opened.ok()) throw new Error(`the demo did not open: ${await opened.text()}`);
  return page;
}

const hasFocus = (target: Locator) =>
  target.evaluate((element) => element.contains(document.activeElement));

/** By keyboard alone: Tab until the focus is there. */
export async function tabTo(page: Page, target: Locator, most = 150): Promise<void> {
  await target.waitFor({ state: "attached" });
  // Tab passes by what is still at work.
  await expect.poll(() => target.isEnabled(), { timeout: patience }).toBe(true);
  for (let press = 0; press < most; press += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${target} is not reached by Tab`);
}

/** The focus comes to it by itself. It may be drawn anew meanwhile: it is looked for every time. */
export async function focused(target: Locator): Promise<void> {
  await expect.poll(() => hasFocus(target), { timeout: patience }).toBe(true);
}

/** Holds back the answers to some requests until it is called. */
export async function hold(page: Page, requests: string): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.route(requests, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** What the program answers a reader, beside what the page shows. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(path);
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
