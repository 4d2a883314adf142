// A contest as its leader makes it, as the team watches it, and as the screen across the room shows it.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsIn, faultsOf } from "./axe.ts";
import { patience } from "./browser.ts";
import { approve, on, published, sell, write } from "./contest.ts";
import { ask, openDoor, openPage, tabTo, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

test("a leader publishes a contest from a template by keyboard alone", async () => {
  const page = await openPage(pages);
  await page.goto("/contests");
  await settled(page);
  const press = async (target: string) => {
    await tabTo(page, page.locator(target).first());
    await page.keyboard.press("Enter");
  };
  await press("main a[href='/contests/new']");
  await press(".contest-templates >> nth=-1 >> button");
  await page.waitForURL("**/contests/*/edit");
  await tabTo(page, page.locator(".contest-form input").first());
  await page.keyboard.press("Control+a");
  await page.keyboard.type("键盘杯");
  await press(".contest-wizard-turn .ant-btn-text");
  await page.getByText("已保存", { exact: true }).waitFor();
  await press(".contest-publish .ant-btn-primary");
  await page.waitForURL(/\/contests\/\d+$/);
  await page.locator("h1", { hasText: "键盘杯" }).waitFor();
  await page.locator(".contest-words-lead", { hasText: "净销售额" }).waitFor();
  await page.goto("/contests");
  await page.locator(".contest-card", { hasText: "键盘杯" }).waitFor();
});

test.each(["团队 PK", "淘汰赛", "分组联赛", "赛季"])(
  "every step of the wizard can be used on a phone and read aloud: %s",
  async (template) => {
    const page = await openPage(pages, { width: 360 });
    await page.goto("/contests/new");
    const name = page.locator(".contest-templates").last().getByText(template, { exact: true });
    await name.click();
    await page.waitForURL("**/contests/*/edit");
    const steps = page.locator(".contest-steps button");
    const faults: string[] = [];
    for (let step = 0; step < (await steps.count()); step += 1) {
      await steps.nth(step).click();
      await page.locator(".contest-wizard-step .skeleton").waitFor({ state: "detached" });
      for (const fault of await faultsOf(page)) faults.push(`step ${step + 1}: ${fault}`);
    }
    expect(faults).toEqual([]);
  },
);

test("a running contest explains itself", async () => {
  const page = await openPage(pages, { width: 360 });
  const id = await published(page);
  await page.goto(`/contests/${id}`);
  await settled(page);
  await page.getByText("结果未最终").first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.locator(".places-score button").first().click();
  const why = page.getByRole("dialog");
  await why.getByText("所以是第").waitFor();
  await why.locator(".contest-facts li").first().waitFor();
  expect(await faultsIn(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await why.waitFor({ state: "detached" });
});

test("who runs it sees what is worth a look, and the orders behind it", async () => {
  const page = await openPage(pages);
  const id = await published(page);
  const { member } = await ask<{ member: { name: string } }>(page, "/api/me");
  const item = "自己的茶";
  const report = { item, amount_fen: 300_000, quantity: 1, buyer: member.name };
  await write(page, "/api/reports", { ...report, sold_at: on("17") });
  await approve(page, (waiting) => waiting.item === item);
  await page.goto(`/contests/${id}`);
  const hint = page.locator(".contest-findings > li", { hasText: "买家像是本人" });
  await hint.getByText("可能是自己买的").waitFor();
  await hint.locator("summary").click();
  await hint.getByRole("link", { name: item }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
});

test("a wall shows who takes the first place, and goes dark when its link is taken back", async () => {
  const page = await openPage(pages);
  const id = await published(page);
  await page.goto(`/contests/${id}`);
  await page.getByRole("button", { name: "新建大屏链接" }).click();
  const link = await page.locator(".contest-wall-link output").innerText();
  const screen = await openDoor(pages);
  const live = screen.waitForResponse("**/live");
  await screen.goto(link);
  await screen.locator(".wall-person").first().waitFor();
  await live;
  expect(await faultsOf(screen)).toEqual([]);
  await sell(page, 50_000_00);
  const start = performance.now();
  await screen.locator(".wall-takeover").waitFor();
  const late = performance.now() - start;
  process.stdout.write(
    `the first place changes on the wall after ${Math.round(late)} ms of 1000\n`,
  );
  await page.getByRole("button", { name: "收回" }).first().click();
  await screen.getByText("链接已经收回").first().waitFor({ timeout: patience });
});

type Board = { rows: { entrant_id: number; name: string }[] };
type Why = { facts: { sale_id: number; fen: number }[] };

/** A step that is late on the way is not overtaken by the next: the screen ends where the desk is. */
async function stepsInOrder(page: Page) {
  let release = () => {};
  const late = new Promise<void>((done) => {
    release = done;
  });
  const sent: number[] = [];
  const done: number[] = [];
  await page.route("**/ceremony", async (route) => {
    const step = route.request().postDataJSON() as { at: number } | null;
    if (!step) return route.continue();
    if (sent.push(step.at) === 1) await late;
    await route.fulfill({ response: await route.fetch() });
    done.push(step.at);
  });
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => sent.length).toBeGreaterThan(0);
  // A page that sends both at once has sent the second by the time that this is answered.
  await page.evaluate(() => fetch("/api/me").then(() => true));
  release();
  await expect.poll(() => done, { timeout: patience }).toEqual([2, 3]);
  await page.unroute("**/ceremony");
}

test("from the ceremony to the prizes, and what a refund would change after", async () => {
  const page = await openPage(pages);
  await approve(page, () => true);
  const id = await published(page, { end: on("21"), freeze_at: on("20"), appeal_hours: 0 });
  await pages.get().server.at("2026-11-21T10:00:00+08:00");
  // The ceremony: the last step before the first is skipped to, the first is a key.
  await page.goto(`/contests/${id}/ceremony`);
  await page.getByRole("button", { name: "新建大屏链接" }).click();
  const screen = await openDoor(pages);
  const live = screen.waitForResponse("**/live");
  await screen.goto(await page.locator(".contest-wall-link output").innerText());
  await live;
  await page.locator("h1").click();
  await page.keyboard.press("ArrowRight");
  await screen.locator(".wall-ceremony").waitFor();
  await stepsInOrder(page);
  const back = page.waitForResponse((answer) => answer.request().method() === "PUT");
  await page.keyboard.press("Home");
  await back;
  const { steps } = await ask<{ steps: object[] }>(page, `/api/contests/${id}/ceremony`);
  await page.request.put(`/api/contests/${id}/ceremony`, {
    headers: { origin: pages.get().server.address },
    data: { at: steps.length - 1 },
  });
  await page.reload();
  await page.locator(".ceremony-coming li").first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press("ArrowRight");
  await screen.locator(".wall-honour[data-first]").waitFor();
  expect(await faultsOf(screen)).toEqual([]);
  // The result: revealed, announced, objected to and answered, final.
  await page.goto(`/contests/${id}`);
  const act = async (name: string, state: string) => {
    await page.locator(".page-actions").getByRole("button", { name, exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
    await page.locator(".contest-head .contest-state", { hasText: state }).waitFor();
  };
  await act("揭榜", "已揭榜");
  await act("公示结果", "公示期");
  await write(page, `/api/contests/${id}/objections`, { entrant_id: 1, text: "少算了一单" });
  await page.getByLabel("答复", { exact: true }).fill("核对过了，没有少。");
  await page.getByRole("button", { name: "不成立", exact: true }).click();
  // A toast may say the same as the page; either will do.
  await page.getByText("异议不成立").first().waitFor();
  await page.locator(".page-actions").getByRole("button", { name: "定榜发奖" }).click();
  // The shops' orders do not reach to the end: that is said, and left behind with a reason.
  await page.getByLabel("为什么不等这些订单").fill("平台对账已完成");
  await page.getByRole("dialog").getByRole("button", { name: "定榜发奖" }).click();
  await page.getByText("奖励已经入账").first().waitFor();
  // A refund of what the first sold is a change for the whole, applied with a reason.
  const { rows } = await ask<Board>(page, `/api/contests/${id}/board?count=1`);
  const query = `/api/contests/${id}/why?entrant=${rows[0]?.entrant_id}`;
  for (const { sale_id, fen } of (await ask<Why>(page, query)).facts)
    if (fen > 0) await write(page, `/api/sales/${sale_id}/refunds`, { fen, happened_at: on("18") });
  // What is applied is what is shown: all of the refunds, not the first of them.
  await page.reload();
  const apply = page.getByRole("button", { name: "全部执行" });
  await apply.waitFor();
  await page.getByLabel("原因", { exact: true }).fill("退货");
  await apply.click();
  await page.getByText("已执行的变更").first().waitFor();
});
