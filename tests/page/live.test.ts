// What one client writes another shows, and what is said while the stream of events is down.
import { afterAll, beforeAll, expect, test } from "vitest";
import { hold, openPage, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

test("a write in one client refreshes what another shows within a second", async () => {
  const mine = await openPage(pages);
  const live = mine.waitForResponse("**/api/live");
  await mine.goto("/");
  await settled(mine);
  await live;
  const theirs = await openPage(pages);
  const asked = mine.waitForRequest("**/api/me");
  const start = performance.now();
  const written = await theirs.request.post("/api/tiers", {
    headers: { origin: pages.get().server.address },
    data: { name: "journey", colour: "#7a5a1e" },
  });
  expect(written.ok(), await written.text()).toBe(true);
  await asked;
  const late = performance.now() - start;
  process.stdout.write(`a write shows at another screen after ${Math.round(late)} ms of 1000\n`);
  expect(late).toBeLessThan(1000);
});

test("a lost stream is said, and what was missed is asked for when it is back", async () => {
  const page = await openPage(pages);
  await page.route("**/api/live", (route) => route.abort());
  await page.goto("/");
  await settled(page);
  await page.locator(".top-lost").waitFor();
  const asked = page.waitForRequest("**/api/home");
  await page.unroute("**/api/live");
  await page.locator(".top-lost").waitFor({ state: "detached" });
  await asked;
});

test("a slow server holds up nothing but its own answer", async () => {
  const page = await openPage(pages);
  const answer = await hold(page, "**/api/home");
  const palette = page.waitForResponse("**/assets/Palette-*.js");
  await page.goto("/");
  await page.locator(".page-head h1").waitFor();
  await palette;
  await page.reload();
  await page.locator(".skeleton").first().waitFor();
  const answers = await page.evaluate(async () => {
    const millis: number[] = [];
    const press = () =>
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "k", code: "KeyK", ctrlKey: true }));
    const open = () => document.querySelector("dialog[open]") !== null;
    for (let time = 0; time < 3; time += 1) {
      const start = performance.now();
      press();
      while (!open()) await new Promise(requestAnimationFrame);
      millis.push(performance.now() - start);
      press();
      while (open()) await new Promise(requestAnimationFrame);
    }
    return millis;
  });
  // The quickest of three: the machine may be busy with something else, the page must not be.
  expect(Math.min(...answers)).toBeLessThan(100);
  answer();
  await page.locator(".stat-number").first().waitFor();
});
