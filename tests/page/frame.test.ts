// What every page keeps: no sideways scroll on a phone, targets for fingers, nothing that axe calls
// serious, in every skin and language.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultsIn, sideways, smallTargets } from "./axe";
import { languages, openPage, skins, withPages } from "./journey";
import { settled } from "./walk";

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
