// Orders into the books by keyboard alone: a shop's file, a table of one's own, one sale by hand.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsIn } from "./axe.ts";
import { ask, focused, openPage, tabTo, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

const douyin = "douyin_1790000000_early.csv";
const sample = readFileSync(new URL(`../samples/${douyin}`, import.meta.url));

/** Opens the wizard and chooses a file as a keyboard does. */
async function choose(page: Page, name: string, buffer: Buffer) {
  await page.goto("/import");
  await settled(page);
  // Asked for before walking there: the browser is told of it on another way than keys take.
  const chooser = page.waitForEvent("filechooser");
  await tabTo(page, page.locator("input[type=file]"));
  await page.keyboard.press("Space");
  await (await chooser).setFiles({ name, mimeType: "text/csv", buffer });
}

const preview = (page: Page) => page.locator(".sale-confirm button:not(.ant-btn-loading)");
const pressed = async (page: Page, name: string) => {
  await tabTo(page, page.getByRole("button", { name }));
  await page.keyboard.press("Enter");
};

/** What an import must not change before it is confirmed, and gives back when it is undone. */
async function books(page: Page) {
  const { month, today } = await ask<{ month: object; today: object }>(page, "/api/home");
  const { unmatched } = await ask<{ unmatched: { fen: number }[] }>(page, "/api/sellers");
  return { month, today, nobodys: unmatched.reduce((sum, { fen }) => sum + fen, 0) };
}

test("a shop's file is known, shown, confirmed and undone in one step by keyboard alone", async () => {
  const page = await openPage(pages);
  const before = await books(page);
  await choose(page, douyin, sample);
  await preview(page).waitFor();
  await page.getByText("抖店").first().waitFor();
  expect(await faultsIn(page, { within: "main" })).toEqual([]);
  expect(await books(page), "nothing is written before confirming").toEqual(before);
  await tabTo(page, preview(page));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "导入完成" }).waitFor();
  expect(await books(page)).not.toEqual(before);
  await pressed(page, "撤销导入");
  await page.locator("input[type=file]").waitFor();
  expect(await books(page)).toEqual(before);
  await choose(page, douyin, sample);
  await preview(page).waitFor();
  expect(await page.getByText("这份文件已经导入过").count()).toBe(0);
});

const rows = 10_000;
/** Headings no shop has, states nobody knows, and three rows that cannot be read. */
function ownTable(): Buffer {
  const lines = ["日期,业务员,单号,品名,件数,金额,进展"];
  const bad = new Map([
    [17, "不知道"],
    [4000, "一百块"],
    [9998, "-"],
  ]);
  for (let row = 2; row <= rows + 1; row += 1) {
    const day = `2026-11-${String(1 + (row % 17)).padStart(2, "0")} 1${row % 10}:05`;
    lines.push(`${day},李丽华,PZ${100_000 + row},茶,1,${bad.get(row) ?? `${row % 300}.50`},办妥`);
  }
  return Buffer.from(lines.join("\n"));
}

test("10,000 rows with unknown headings: guessed, mapped, bad rows named, cancelled, taken, undone", async () => {
  const page = await openPage(pages);
  const before = await books(page);
  const start = performance.now();
  await choose(page, "我的账.csv", ownTable());
  const now = page.getByRole("button", { name: "刚刚导出的" });
  await now.waitFor();
  const guessed = performance.now() - start;
  await page.locator(".sale-columns").waitFor();

  // The column that no word tells of is named by a person.
  const state = page.getByRole("combobox", { name: "订单状态" });
  await tabTo(page, state);
  await page.keyboard.type("进展");
  await page.locator(".ant-select-item-option-active", { hasText: "进展" }).waitFor();
  await page.keyboard.press("Enter");
  const asked = performance.now();
  await page.keyboard.press("Escape");
  await pressed(page, "刚刚导出的");
  const meaning = page.getByRole("combobox", { name: "办妥" });
  await meaning.waitFor();
  const previewed = performance.now() - asked;
  process.stdout.write(
    `10,000 rows: guessed in ${Math.round(guessed)} ms, previewed in ${Math.round(previewed)} ms\n`,
  );
  // UX 9 asks for 2 s of the built program; a debug build on a busy machine gets ten times as much.
  expect(guessed + previewed).toBeLessThan(20_000);
  await tabTo(page, meaning);
  await page.keyboard.press("ArrowDown");
  await page.locator(".ant-select-item-option", { hasText: "已完成" }).waitFor();
  const active = page.locator(".ant-select-item-option-active");
  while (!(await active.allTextContents()).includes("已完成"))
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "3 行读不懂，不会导入" }).waitFor();
  for (const row of [17, 4000, 9998]) await page.getByText(`第 ${row} 行`).first().waitFor();
  await page.getByText("一百块").first().waitFor();
  expect(await books(page), "nothing is written before confirming").toEqual(before);

  const take = page.getByRole("button", { name: "导入 9997 行" });
  await tabTo(page, take);
  await page.keyboard.press("Enter");
  // Not by Tab: a quick import would be over before the walk is.
  await page.getByRole("button", { name: "取消导入" }).press("Enter");
  await page.getByRole("heading", { name: "导入已取消" }).waitFor();
  expect(await books(page), "a cancelled import leaves nothing").toEqual(before);

  await pressed(page, "返回");
  await tabTo(page, take);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "导入完成" }).waitFor();
  await page.locator(".stat-number", { hasText: "9997" }).waitFor();
  expect(await books(page)).not.toEqual(before);
  await pressed(page, "撤销导入");
  await page.locator("input[type=file]").waitFor();
  expect(await books(page)).toEqual(before);
});

test("one sale by hand, taken back with Ctrl+Z: the statement shows both", async () => {
  const page = await openPage(pages);
  const { members } = await ask<{ members: { id: number }[] }>(page, "/api/members?text=李丽华");
  const statement = `/points/members/${members[0]?.id}`;
  const before = await books(page);
  await page.goto("/sales");
  await settled(page);
  await pressed(page, "录一笔");
  const layer = page.getByRole("dialog");
  await layer.waitFor();
  await tabTo(page, layer.getByLabel("成员"));
  await page.keyboard.type("李丽华");
  await page.locator(".ant-select-item-option-active", { hasText: "李丽华" }).waitFor();
  await page.keyboard.press("Enter");
  await tabTo(page, layer.getByLabel("商品"));
  await page.keyboard.type("手录的茶");
  await tabTo(page, layer.getByLabel("金额"));
  await page.keyboard.type("88.8");
  await page.keyboard.press("Enter");
  // Read, it stays; otherwise it goes by itself, and Ctrl+Z with it.
  await page.locator(".toast", { hasText: "录好了" }).hover();
  await page.keyboard.press("Escape");
  await layer.waitFor({ state: "detached" });
  await focused(page.getByRole("button", { name: "录一笔" }));
  await page.getByText("手录的茶").first().waitFor();
  await page.keyboard.press("Control+z");
  await page.locator(".rows tbody tr", { hasText: "手录的茶" }).getByText("导入已撤销").waitFor();
  expect(await books(page)).toEqual(before);
  await page.goto(statement);
  await settled(page);
  const amounts = page.locator(".points-line", { hasText: "手录的茶" }).locator(".number");
  await amounts.nth(1).waitFor();
  expect((await amounts.allTextContents()).toSorted()).toEqual(["+88", "−88"]);
});
