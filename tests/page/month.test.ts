// A month's contest as its leader holds it: last month's again, orders from the shop while it runs,
// the freeze, the ceremony, an objection, the prizes, a refund and what it changes.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsOf } from "./axe.ts";
import { ask, openDoor, openPage, withPages } from "./journey.ts";
import { accept, invite } from "./people.ts";
import { exported, type Order, take } from "./shop.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

const title = "冲刺杯";
const [first, second, third] = ["徐静", "周婷婷", "高洁"] as const;
const on = (day: string, clock: string) => `2026-${day}T${clock}:00+08:00`;
const of = (no: number, seller: string, yuan: number, day: string): Order => ({
  no: `69500000000000${no}`,
  item: `月饼礼盒 ${no}`,
  yuan,
  seller,
  at: `2026-${day} 09:30:00`,
});
/** What is sold before the freeze, and after it. */
const early = [
  of(101, second, 3_000, "11-21"),
  of(102, first, 2_000, "11-22"),
  of(103, third, 1_200, "11-23"),
];
const late = [of(104, first, 3_000, "11-26"), of(105, second, 100, "11-26")];

/** The page as it stands has nothing that keeps anybody out. */
const sound = async (page: Page, where: string) => expect(await faultsOf(page), where).toEqual([]);

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const row = (page: Page, name: string) => page.locator(".places li", { hasText: name });
const board = (page: Page) => page.locator(".places").first().innerText();

/** Last month's again: named, in a week of its own, tried on the past, published. */
async function again(leader: Page): Promise<string> {
  await leader.goto("/contests");
  await leader.locator(".contest-card", { hasText: "已定榜" }).getByRole("link").first().click();
  await leader.getByRole("link", { name: "照样再办" }).click();
  await leader.waitForURL("**/contests/*/edit");
  await leader.getByLabel("名称", { exact: true }).fill(title);
  const days = leader.locator(".ant-picker-range input");
  for (const [at, day] of ["2026-11-20", "2026-11-26"].entries()) {
    await days.nth(at).fill(day);
    await days.nth(at).press("Enter");
  }
  await leader.locator(".contest-words-lead", { hasText: "11月20日" }).waitFor();
  await leader.getByText("已保存", { exact: true }).waitFor();
  await sound(leader, "the first step");
  await leader.locator(".contest-steps").getByRole("button", { name: "奖品" }).click();
  await leader.getByLabel("称号或权益").first().click();
  await leader.locator(".ant-select-item-option", { hasText: "月度销冠" }).first().click();
  await leader.getByText("已保存", { exact: true }).waitFor();
  await sound(leader, "the prizes");
  await leader.locator(".contest-steps").getByRole("button", { name: "回测" }).click();
  await press(leader, "开始回测");
  await leader.locator(".contest-replay-winners li").first().waitFor();
  await leader
    .getByText(/得奖 \d+ 次/)
    .first()
    .waitFor();
  expect(await leader.locator(".contest-replay-months > li").count()).toBe(6);
  await sound(leader, "the back-test");
  await press(leader, "下一步");
  await leader.getByText("奖池最多要 1,000 分，发布时就存好").waitFor();
  await sound(leader, "about to publish");
  await leader.locator(".contest-publish").getByRole("button", { name: "发布" }).click();
  await leader.waitForURL(/\/contests\/\d+$/);
  await leader.locator(".contest-head .contest-state", { hasText: "已发布" }).waitFor();
  await leader.locator(".contest-head", { hasText: "奖池 1,000 分" }).waitFor();
  await sound(leader, "published");
  return new URL(leader.url()).pathname;
}

/** A file of the shop's, taken in while the contest is looked at: its board moves by itself. */
async function runs(leader: Page, member: Page, path: string) {
  const live = member.waitForResponse("**/api/live");
  await member.goto(path);
  await live;
  await member.getByText("还没有人有成绩").waitFor();
  await take(leader, exported(early, on("11-24", "09:50")));
  await row(member, second).getByText("¥3,000").waitFor();
  await row(member, first).getByText("¥2,000").waitFor();
  await sound(member, "running");
  await member.locator(".contest-own").getByRole("button", { name: "为什么" }).click();
  const why = member.getByRole("dialog");
  await why.locator(".contest-facts li", { hasText: early[0]?.no }).waitFor();
  await sound(member, "why");
  await member.keyboard.press("Escape");
  await why.waitFor({ state: "detached" });
}

/** What is sold in the last day is in the books, and moves nothing that anybody sees of the contest. */
async function frozen(leader: Page, member: Page, path: string) {
  await member.goto(path);
  await member.getByText("封榜了，名次停在").waitFor();
  await sound(member, "frozen");
  const before = await board(member);
  await take(leader, exported(late, on("11-26", "09:50")));
  await leader.goto(path);
  await leader.getByRole("textbox", { name: "说两句" }).fill("封榜了，猜猜谁是第一？");
  await press(leader, "发出去");
  // What is said afterwards has come to this page by itself, and the board has not moved.
  await member.locator(".contest-talk", { hasText: "猜猜谁是第一" }).waitFor();
  expect(await board(member)).toBe(before);
  // Their own order is in their own books, and still not in the contest.
  await member.goto("/sales");
  await member
    .getByText(late[1]?.item ?? "")
    .first()
    .waitFor();
  await member.goto(path);
  await member.getByText("封榜了，名次停在").waitFor();
  await row(member, first).waitFor();
  expect(await board(member)).toBe(before);
}

/** The presenter's desk here, the audience's screen there, from the last place up to the first. */
async function ceremony(leader: Page, path: string) {
  const done = [...early, ...late].map((order) => ({ ...order, state: "已完成" }));
  await take(leader, exported(done, on("11-27", "09:50")));
  await leader.goto(path);
  await leader.getByRole("link", { name: "揭榜仪式" }).click();
  await press(leader, "新建大屏链接");
  const screen = await openDoor(pages, { width: 1920, height: 1080 });
  const live = screen.waitForResponse("**/live");
  await screen.goto(await leader.locator(".contest-wall-link output").innerText());
  await live;
  const next = leader.getByRole("button", { name: "下一步" });
  await next.click();
  await screen.locator(".wall-ceremony").waitFor();
  await sound(screen, "the screen");
  await sound(leader, "the desk");
  for (const name of [third, second, first]) {
    const now = leader.locator(".ceremony-now", { hasText: name }).getByText(/^第 \d 名/);
    while (!(await now.isVisible())) await next.click();
    await screen.locator(".wall-honour", { hasText: name }).waitFor();
  }
  await screen.locator(".wall-honour[data-first]", { hasText: "¥5,000" }).waitFor();
  await leader.getByText("全部揭晓了").waitFor();
  await sound(screen, "the first");
  await screen.close();
  await leader.getByRole("link", { name: "回到竞赛" }).first().click();
}

/** A button of the contest's, its dialog, and where it stands then. */
async function act(leader: Page, name: string, state: string, reason?: string) {
  await leader.locator(".page-actions").getByRole("button", { name, exact: true }).click();
  const dialog = leader.getByRole("dialog");
  await dialog.waitFor();
  await sound(leader, name);
  if (reason) await dialog.getByLabel("为什么不等这些订单").fill(reason);
  await dialog.getByRole("button", { name, exact: true }).click();
  await leader.locator(".contest-head .contest-state", { hasText: state }).waitFor();
}

/** Somebody does not believe a row, says so on the page, and is answered there. */
async function objected(leader: Page, member: Page, path: string) {
  await member.goto(path);
  await member.getByLabel("哪一名").click();
  await member.locator(".ant-select-item-option", { hasText: `第 1 名 ${first}` }).click();
  await member.getByRole("textbox", { name: "对结果提出异议" }).fill("徐静最后一天那一单不对");
  await press(member, "提交异议");
  await member.getByText("还没有答复").waitFor();
  await sound(member, "objected");
  const reply = leader.getByLabel("答复", { exact: true });
  await reply.fill("和店铺核对过，是真的。");
  await sound(leader, "answering");
  await press(leader, "不成立");
  await member.locator(".contest-answer", { hasText: "是真的" }).waitFor();
}

/** What the contest gave somebody, as their page of points says it, latest first. */
async function won(page: Page, path: string): Promise<string[]> {
  await page.goto(path);
  await settled(page);
  const lines = page.locator(".points-line", { hasText: title });
  await lines.first().waitFor();
  await sound(page, path);
  return lines.locator(".points-how-much > .number").allInnerTexts();
}

/** Their page of points, found by name. */
async function pointsOf(leader: Page, name: string): Promise<string> {
  await leader.goto("/points/members");
  await leader.getByLabel("按姓名找").fill(name);
  await leader.getByRole("link", { name }).click();
  await leader.getByRole("heading", { name: `${name} 的积分` }).waitFor();
  return new URL(leader.url()).pathname;
}

test("a month's contest, from last month's copy to what a refund changes in the ledger", async () => {
  const leader = await openPage(pages);
  const member = await openDoor(pages);
  await accept(member, await invite(leader, second));
  const path = await again(leader);
  const { at } = pages.get().server;
  await at(on("11-24", "10:00"));
  await runs(leader, member, path);
  await at(on("11-26", "10:00"));
  await frozen(leader, member, path);
  await at(on("11-27", "10:00"));
  await ceremony(leader, path);
  await act(leader, "揭榜", "已揭榜");
  await sound(leader, "revealed");
  await act(leader, "公示结果", "公示期");
  await objected(leader, member, path);
  await at(on("11-29", "12:00"));
  await leader.goto(path);
  await act(leader, "定榜发奖", "已定榜", "其他店铺这周没有开");
  await sound(leader, "final");
  const honoured = (name: string) =>
    leader.locator(".contest-awards li", { hasText: name }).getByText("称号已授予").waitFor();
  await honoured(first);
  const firsts = await pointsOf(leader, first);
  expect(await won(leader, firsts)).toEqual(["+500"]);
  expect(await won(member, "/points")).toEqual(["+300"]);
  // What made the first the first comes back.
  await at(on("12-02", "10:00"));
  const back = { ...late[0], state: "已关闭", after: "退款成功" } as Order;
  await take(leader, exported([back], on("12-02", "09:50")));
  await leader.goto(path);
  await leader.locator(".contest-moves li", { hasText: first }).first().waitFor();
  await sound(leader, "what it would change");
  await leader.getByLabel("原因", { exact: true }).fill("最后一天的大单退了");
  await press(leader, "全部执行");
  await leader.getByText("已执行的变更").waitFor();
  await sound(leader, "changed");
  await honoured(second);
  await leader.goto("/titles");
  await leader.locator(".title-card", { hasText: "月度销冠" }).getByText(second).waitFor();
  expect(await won(leader, firsts)).toEqual(["−200", "+500"]);
  expect(await won(member, "/points")).toEqual(["+200", "+300"]);
  // The ceremony of what is over, for practice.
  await leader.goto(path);
  await leader.getByRole("link", { name: "彩排揭榜" }).click();
  const next = leader.getByRole("button", { name: "下一步" });
  const moved = leader.waitForResponse("**/ceremony");
  await next.click();
  expect((await moved).ok()).toBe(true);
  await leader
    .locator(".ceremony-now")
    .getByText(/^第 \d+ 名|往上走/)
    .first()
    .waitFor();
  await sound(leader, "rehearsing");
  const { rows } = await ask<{ rows: { name: string }[] }>(leader, `/api${path}/board?count=3`);
  expect(rows.map(({ name }) => name)).toEqual([second, first, third]);
});
