// Nothing that axe calls serious: every page, and what opens above it, in every skin and language.
// A page is opened once and changes its skin in place; the languages go side by side.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsIn, wordless } from "./axe.ts";
import { languages, openDoor, openPage, skins, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

/** Pages before sign-in. */
const doors = ["/sign-in", "/start", "/start/backup", "/invitation#nothing", "/nowhere"];

/** What opens a drawer or a dialog, and where: the button that is pressed, by its place. */
const layers: readonly [address: string, opener: string][] = [
  ["/board", ".leaderboard-own .sheet-head button"],
  ["/points", ".points-line >> nth=0"],
  ["/points/members", ".page-actions .ant-btn-primary"],
  ["/points/rules", ".page-actions .ant-btn-primary"],
  ["/sales", ".page-actions button"],
  ["/sales/1", ".page-actions button"],
  ["/imports", ".rows tbody tr button >> nth=0"],
  ["/approvals", ".report-acts .ant-btn-text >> nth=0"],
  ["/members", ".page-actions .ant-btn-primary"],
  ["/members/2", ".page-actions button >> nth=0"],
  ["/members/2", ".page-actions button >> nth=1"],
  ["/members/2", ".page-actions button >> nth=2"],
  ["/members/2", ".page-actions .ant-btn-primary"],
  ["/tiers", ".page-actions .ant-btn-primary"],
  ["/redemptions", ".prize-acts .ant-btn >> nth=0"],
  ["/outbox", ".empty .ant-btn-primary"],
  ["/access", ".page-actions .ant-btn-primary"],
  ["/access", ".sheet-head button"],
];

/** The faults of what is shown now, in each skin. */
async function everySkin(page: Page, where: string, within?: string): Promise<string[]> {
  const faults = (await wordless(page)).map((fault) => `${where}: ${fault}`);
  for (const skin of skins) {
    await page.evaluate(async (skin) => {
      localStorage.setItem("hongbang::skin", JSON.stringify(skin));
      window.dispatchEvent(new StorageEvent("storage", { key: "hongbang::skin" }));
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
      // A colour on its way to another is neither of the two.
      await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})));
    }, skin);
    const look = { within, onlyColours: skin !== skins[0] };
    for (const fault of await faultsIn(page, look)) faults.push(`${where} in ${skin}: ${fault}`);
  }
  return faults;
}

describe.concurrent("axe finds nothing serious", { timeout: 900_000 }, () => {
  test.each(languages)("on the pages in %s", async (language) => {
    const addresses = [...(await pages.addresses()), "/account", "/card"];
    const page = await openPage(pages, { language });
    const faults: string[] = [];
    for (const address of addresses) {
      await page.goto(address);
      await settled(page);
      faults.push(...(await everySkin(page, address)));
    }
    expect(faults).toEqual([]);
  });

  test.each(languages)("in drawers, dialogs, menus and before sign-in in %s", async (language) => {
    const page = await openPage(pages, { language });
    const faults: string[] = [];
    for (const [address, opener] of layers) {
      await page.goto(address);
      await settled(page);
      await page.locator(opener).first().click();
      await page
        .getByRole("dialog")
        .waitFor()
        .catch(() => {
          throw new Error(`${address}: ${opener} opens nothing`);
        });
      await page.locator(".skeleton").first().waitFor({ state: "detached" });
      faults.push(...(await everySkin(page, `${address} ${opener}`, "[role=dialog]")));
    }
    await page.goto("/account");
    await settled(page);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").first().waitFor();
    faults.push(...(await everySkin(page, "Ctrl+K")));
    await page.keyboard.press("Escape");
    await page.locator(".top-me").click();
    await page.locator(".me-menu").waitFor();
    faults.push(...(await everySkin(page, "member menu")));
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 360, height: 640 });
    await page.locator(".bar button").click();
    await page.locator(".more").waitFor();
    faults.push(...(await everySkin(page, "more")));
    const door = await openDoor(pages, { language });
    for (const address of doors) {
      await door.goto(address);
      await settled(door);
      faults.push(...(await everySkin(door, address)));
    }
    expect(faults).toEqual([]);
  });
});
