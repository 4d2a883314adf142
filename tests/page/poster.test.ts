// Posters: chosen at the desk, looked at as they will be, saved as picture and paper, kept on a phone.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsOf } from "./axe.ts";
import { ask, languages, openPage, skins, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

type Contests = { contests: { id: number; name: string; state: string }[] };
const finals = async (page: Page) =>
  (await ask<Contests>(page, "/api/contests")).contests.find(({ state }) => state === "final");

/** The picture is there, whole, of the size that was asked for. */
async function shown(page: Page, width: number, height: number) {
  const picture = page.locator(".poster-preview[aria-busy=false] img");
  await picture.waitFor();
  await expect
    .poll(() => picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]))
    .toEqual([width, height]);
}

async function saved(page: Page, button: string) {
  const keeping = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).click();
  const download = await keeping;
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), begins: bytes.subarray(0, 4).toString("latin1") };
}

test("last month's winner is put on a poster, which is saved and printed", async () => {
  const page = await openPage(pages);
  const contest = await finals(page);
  await page.goto("/posters");
  await settled(page);
  // There is a picture before anything is chosen.
  await shown(page, 1080, 1920);
  await page.getByLabel("哪一场竞赛").click();
  await page.locator(".ant-select-item-option", { hasText: contest?.name ?? "-" }).click();
  await page.getByLabel("谁", { exact: true }).click();
  await page
    .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
    .first()
    .click();
  await shown(page, 1080, 1920);
  expect(await faultsOf(page)).toEqual([]);
  for (const look of ["宣纸", "漆夜"]) {
    await page.getByText(look, { exact: true }).click();
    await shown(page, 1080, 1920);
  }
  await page.getByText("群图 3:4", { exact: true }).click();
  await shown(page, 1080, 1440);
  expect(await saved(page, "保存图片")).toEqual({ name: "喜报.png", begins: "\x89PNG" });
  await page.getByText("奖状", { exact: true }).click();
  await page.getByText("A4 打印", { exact: true }).click();
  await page.locator(".poster-preview[aria-busy=false] img").waitFor();
  expect(await saved(page, "保存 PDF")).toEqual({ name: "奖状.pdf", begins: "%PDF" });
  const all = await saved(page, "全部得奖者的奖状（一份 PDF）");
  expect(all.begins).toBe("%PDF");
  // The address says what it is of: opened again, it is the same.
  await page.reload();
  await page.locator(".poster-preview[aria-busy=false] img").waitFor();
});

test("what cannot be made says why, in place of the picture", async () => {
  const page = await openPage(pages);
  await page.goto("/posters?kind=win&contest=1&entrant=99999");
  await page.locator(".poster-preview .refusal").waitFor();
  expect(await page.locator(".poster-preview").innerText()).toContain("没有找到");
});

test.each(languages)("posters can be made in every skin, on a phone, in %s", async (language) => {
  const founder = await openPage(pages);
  const contest = await finals(founder);
  for (const skin of skins) {
    const page = await openPage(pages, { skin, language, width: 360, height: 640 });
    for (const address of [
      "/posters?kind=win",
      `/posters?kind=board&contest=${contest?.id}`,
      "/posters?kind=statement&member=1",
    ]) {
      await page.goto(address);
      await settled(page);
      expect(await faultsOf(page), `${address} in ${skin}`).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${address} in ${skin}`).toBeLessThanOrEqual(360);
    }
    // A real address, which chats on phones can keep.
    const src = await page.locator(".poster-preview img").getAttribute("src");
    expect(src).toContain("/api/posters/picture?kind=statement");
    await page.context().close();
  }
});
