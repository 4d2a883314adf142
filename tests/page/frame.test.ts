// What every page keeps: no sideways scroll on a phone, targets for fingers, nothing that axe calls
// serious, in every skin and language.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultsIn, sideways, smallTargets } from "./axe.ts";
import { languages, openDoor, openPage, skins, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

test("no page scrolls sideways at 360 × 640, and fingers find every control", async () => {
  const page = await openPage(pages, { width: 360, height: 640 });
  const faults: string[] = [];
  for (const address of await pages.addresses()) {
    await page.goto(address);
    await settled(page);
    for (const fault of [...(await sideways(page)), ...(await smallTargets(page, 24))])
      faults.push(`${address}: ${fault}`);
  }
  expect(faults).toEqual([]);
});

test("a desk at 200 % zoom is as good as a narrow one", async () => {
  const page = await openPage(pages, { width: 640, height: 400 });
  const faults: string[] = [];
  for (const address of await pages.addresses()) {
    await page.goto(address);
    await settled(page);
    for (const fault of await sideways(page)) faults.push(`${address}: ${fault}`);
  }
  expect(faults).toEqual([]);
});

describe.each(skins)("in the %s skin", (skin) => {
  test.each(languages)("axe finds nothing serious in %s", async (language) => {
    const page = await openPage(pages, { skin, language });
    const faults: string[] = [];
    for (const address of await pages.addresses()) {
      await page.goto(address);
      await settled(page);
      for (const fault of await faultsIn(page)) faults.push(`${address}: ${fault}`);
    }
    const door = await openDoor(pages, { skin, language });
    for (const address of ["/sign-in", "/start"]) {
      await door.goto(address);
      await settled(door);
      for (const fault of await faultsIn(door)) faults.push(`${address}: ${fault}`);
    }
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").first().waitFor();
    for (const fault of await faultsIn(page)) faults.push(`Ctrl+K: ${fault}`);
    await page.keyboard.press("Escape");
    await page.locator(".top-me").click();
    await page.locator(".me-menu").waitFor();
    for (const fault of await faultsIn(page)) faults.push(`member menu: ${fault}`);
    await page.setViewportSize({ width: 360, height: 640 });
    await page.locator(".bar button").click();
    await page.locator(".more").waitFor();
    for (const fault of await faultsIn(page)) faults.push(`more: ${fault}`);
    expect(faults).toEqual([]);
  });
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
