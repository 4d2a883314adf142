// Every number opens to its reasons: a line of the statement, a place on the board, a rule, the ledger.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Locator, Page } from "../../ui/node_modules/playwright-core/index.js";
import { focused, hold, openPage, tabTo, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

/** Opens by keyboard what lies above the page, looks, and closes it: the focus is where it was. */
async function opened(page: Page, opener: Locator, look: (layer: Locator) => Promise<void>) {
  await tabTo(page, opener);
  await page.keyboard.press("Enter");
  const layer = page.getByRole("dialog");
  await layer.waitFor();
  await look(layer);
  await page.keyboard.press("Escape");
  await layer.waitFor({ state: "detached" });
  await focused(opener);
}

test("a line of the statement says why, and leads to its order", async () => {
  const page = await openPage(pages);
  await page.goto("/points?points-lines.kind=earned");
  await settled(page);
  const line = page.locator(".points-line", { hasText: "净额" }).first();
  await opened(page, line, async (layer) => {
    await layer.locator(".points-reckoning").waitFor();
    await layer.getByText("规则第").first().waitFor();
    await layer.locator("code").waitFor();
  });
  await line.click();
  await page.getByRole("dialog").locator("a[href^='/sales/']").click();
  await page.waitForURL("**/sales/*");
  await page.getByText("积分变动").waitFor();
});

test("a place on the board opens to why, and why to the order", async () => {
  const page = await openPage(pages);
  await page.goto("/board?view=top");
  await settled(page);
  const score = page.locator(".places button").first();
  await opened(page, score, async (layer) => {
    await layer.getByText("第 4 名").first().waitFor();
    await layer.locator(".leaderboard-facts li").first().waitFor();
  });
  await score.click();
  await page.locator(".leaderboard-facts a[href^='/sales/']").first().click();
  await page.waitForURL("**/sales/*");
});

test("new rules show what they change before they are published", async () => {
  const page = await openPage(pages);
  await page.goto("/points/rules");
  await settled(page);
  const edit = page.locator(".page-actions .ant-btn-primary");
  await opened(page, edit, async (layer) => {
    await tabTo(page, layer.getByLabel("每个订单另加（分）"));
    await page.keyboard.press("Control+a");
    await page.keyboard.type("3");
    await page.keyboard.press("Enter");
    await layer.locator(".points-diff ins").first().waitFor();
  });
  await page.getByText("第 2 版").first().waitFor();
});

test("the ledger is counted again and holds", async () => {
  const page = await openPage(pages);
  await page.goto("/verification");
  await settled(page);
  await tabTo(page, page.locator(".page-actions .ant-btn-primary"));
  await page.keyboard.press("Enter");
  await page.locator(".points-verdict[data-good]").waitFor();
  await page.locator(".points-hash code").waitFor();
});

test("a board's numbers keep their unit until the next board is there", async () => {
  const page = await openPage(pages);
  await page.goto("/board?view=top");
  await settled(page);
  const list = page.locator(".places");
  const before = await list.innerText();
  const answer = await hold(page, "**/api/board?*measure=orders*");
  const asked = page.waitForRequest("**/api/board?*measure=orders*");
  await page.locator(".page-tools .ant-segmented-item").nth(1).click();
  await asked;
  expect(await list.innerText()).toBe(before);
  answer();
  await list.getByText("¥").first().waitFor({ state: "detached" });
});
