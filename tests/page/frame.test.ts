// What every page keeps: no sideways scroll on a phone, targets for fingers, the keyboard's ways.
import { afterAll, beforeAll, expect, test } from "vitest";
import { sideways, smallTargets } from "./axe.ts";
import { openDoor, openPage, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

test("no page scrolls sideways at 360 × 640 or at 200 % zoom, and fingers find every control", async () => {
  const page = await openPage(pages, { width: 360, height: 640 });
  const faults: string[] = [];
  for (const address of await pages.addresses()) {
    await page.goto(address);
    await settled(page);
    for (const fault of [...(await sideways(page)), ...(await smallTargets(page, 24))])
      faults.push(`${address}: ${fault}`);
    // A desk of 1280 × 800 at 200 % is this.
    await page.setViewportSize({ width: 640, height: 400 });
    for (const fault of await sideways(page)) faults.push(`${address} at 200 %: ${fault}`);
    await page.setViewportSize({ width: 360, height: 640 });
  }
  expect(faults).toEqual([]);
});

test("by keyboard alone: skip to the page, open and leave the palette, go by keys", async () => {
  const page = await openPage(pages);
  await page.goto("/");
  await settled(page);
  await page.locator("body").press("Tab");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("skip");
  const search = page.locator(".rail-search");
  await search.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("combobox").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("combobox").waitFor({ state: "detached" });
  expect(await search.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("English");
  await page.keyboard.press("Enter");
  await page.locator("html[lang=en]").waitFor();
});

test("who is not signed in is led to sign in, and the address is kept", async () => {
  const page = await openDoor(pages);
  await page.goto("/?period=week");
  await page.waitForURL("**/sign-in?**");
  expect(new URL(page.url()).searchParams.get("back")).toBe("/?period=week");
});

test("an address without a page says so, and leads home", async () => {
  const page = await openPage(pages);
  await page.goto("/nowhere/at/all");
  await page.locator(".alone a").click();
  await page.locator(".page-head h1").waitFor();
  expect(new URL(page.url()).pathname).toBe("/");
});

test("a program that does not answer is said, and tried again", async () => {
  const page = await openPage(pages);
  await page.route("**/api/me", (route) => route.abort());
  await page.goto("/");
  const again = page.locator(".alone button");
  await again.waitFor();
  await page.unroute("**/api/me");
  await again.click();
  await page.locator(".page-head h1").waitFor();
});
