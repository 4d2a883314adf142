// A team's style on its posters, and a poster sent to the group: the founder chooses colour and mark, looks
// at a sample, and sends what the group's robot takes as a picture.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsIn, faultsOf } from "./axe.ts";
import { patience } from "./browser.ts";
import { ask, languages, openPage, skins, tabTo, withPages } from "./journey.ts";
import { type Robots, startRobots, webhook } from "./robots.ts";
import { settled } from "./walk.ts";

let robots: Robots;
const pages = withPages({ robots: () => robots.address });
beforeAll(async () => {
  robots = await startRobots();
  await pages.start();
});
afterAll(async () => {
  await pages.stop();
  await robots.stop();
});

type Contests = { contests: { id: number; state: string }[] };

async function board(page: Page): Promise<string> {
  const { contests } = await ask<Contests>(page, "/api/contests");
  const last = contests.find(({ state }) => state === "final");
  return `/posters?kind=board&contest=${last?.id}&size=wide`;
}

/** Writes as the page does. */
async function post(page: Page, path: string, data: object): Promise<void> {
  const { origin } = new URL(pages.get().server.address);
  const answer = await page.request.post(path, { headers: { origin }, data });
  if (!answer.ok()) throw new Error(await answer.text());
}

test("before a robot is connected, the way to one is shown", async () => {
  const page = await openPage(pages);
  await page.goto(await board(page));
  await page.locator(".poster-preview img").waitFor();
  await page.getByRole("button", { name: "发到群" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "去连接机器人" }).waitFor();
});

test("a poster is sent to the group by keyboard, and the log says so", async () => {
  const page = await openPage(pages);
  const plan = { board_at: null, overtakes: false, contests: false, quiet: null };
  await post(page, "/api/outbox/robots", { name: "红星一群", address: webhook, plan });
  robots.told.splice(0);
  await page.goto(await board(page));
  const open = page.getByRole("button", { name: "发到群" });
  await tabTo(page, open);
  await page.keyboard.press("Enter");
  const layer = page.getByRole("dialog");
  await layer.getByLabel("红星一群").waitFor();
  expect(await faultsIn(page)).toEqual([]);
  await tabTo(page, layer.getByRole("button", { name: "现在发送" }));
  await page.keyboard.press("Enter");
  await layer.waitFor({ state: "detached" });
  await expect.poll(() => robots.told, { timeout: patience }).toEqual(["[PNG]"]);
  await page.goto("/outbox");
  const log = page.locator(".rows").nth(1).locator("tbody tr").first();
  await expect.poll(() => log.innerText(), { timeout: patience }).toContain("已送达");
  expect(await log.innerText()).toContain("战报 · ");
});

test("colour, look and mark are chosen at a sample and kept", async () => {
  const page = await openPage(pages);
  await page.goto("/settings");
  await page.getByRole("link", { name: "喜报样式" }).click();
  await settled(page);
  const sample = page.locator(".poster-preview img");
  await sample.waitFor();
  const first = await sample.getAttribute("src");
  await page.getByLabel("松绿").check();
  await page.getByText("宣纸", { exact: true }).click();
  await expect.poll(() => sample.getAttribute("src")).not.toBe(first);
  await page.getByRole("button", { name: "保存样式" }).click();
  await page.getByText("样式已保存").waitFor();
  await page.locator('input[type="file"]').setInputFiles({
    name: "标志.png",
    mimeType: "image/png",
    buffer: await page.screenshot(),
  });
  await page.locator(".poster-logo img").waitFor();
  // Posters begin with it.
  await page.goto(await board(page));
  await page.locator(".poster-preview[aria-busy=false] img").waitFor();
  await expect
    .poll(() => page.locator(".ant-segmented-item-selected", { hasText: "宣纸" }).count())
    .toBe(1);
  await page.goto("/posters/style");
  await page.getByRole("button", { name: "移除标志" }).click();
  await page.getByRole("dialog").locator(".ant-btn-primary").click();
  await page.locator(".poster-logo img").waitFor({ state: "detached" });
});

test.each(languages)(
  "the style can be chosen in every skin, on a phone, in %s",
  async (language) => {
    for (const skin of skins) {
      const page = await openPage(pages, { skin, language, width: 360, height: 640 });
      await page.goto("/posters/style");
      await settled(page);
      await page.locator(".poster-preview img").waitFor();
      expect(await faultsOf(page), skin).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, skin).toBeLessThanOrEqual(360);
      await page.context().close();
    }
  },
);
