// The org chart by keyboard, a branch moved and taken back, a roster's import.
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultsIn } from "./axe.ts";
import { patience } from "./browser.ts";
import { openPage, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

test("the outline opens, moves a branch and takes it back by keyboard alone", async () => {
  const page = await openPage(pages);
  await page.goto("/team");
  await settled(page);
  const tree = page.getByRole("tree");
  await tree.focus();
  const active = () =>
    tree.evaluate((element) => {
      const row = document.getElementById(element.getAttribute("aria-activedescendant") ?? "");
      return `${row?.ariaLevel} ${row?.ariaExpanded} ${row?.querySelector("b")?.textContent}`;
    });
  const reads = (words: string) => expect.poll(active, { timeout: patience }).toBe(words);
  const second = tree.locator('[aria-level="2"] b');
  const name = (await second.first().textContent()) ?? "";
  await page.keyboard.press("ArrowDown");
  await reads(`2 false ${name}`);
  await page.keyboard.press("ArrowRight");
  await tree.locator('[aria-level="3"]').first().waitFor();
  await reads(`2 true ${name}`);
  await page.keyboard.press("ArrowLeft");
  await reads(`2 false ${name}`);
  const other = (await second.nth(1).textContent()) ?? "";
  await page.keyboard.press("m");
  const layer = page.getByRole("dialog");
  await layer.waitFor();
  await layer.getByRole("combobox").first().focus();
  await page.keyboard.type(other);
  // Without waiting: what the page has not yet heard, it must not take.
  await page.keyboard.press("Enter");
  // Not what stands there for whoever they are under now.
  await layer.locator(".team-preview", { hasText: other }).waitFor();
  expect(await faultsIn(page)).toEqual([]);
  await layer.locator("input[maxlength='200']").fill("换一条线带");
  await layer.locator(".ant-btn-primary").click();
  // Read, it stays; otherwise it goes by itself.
  const toast = page.locator(".toast", { hasText: other });
  await toast.hover();
  await page.waitForFunction(
    (moved) =>
      ![...document.querySelectorAll('[role=treeitem][aria-level="2"] b')].some(
        (b) => b.textContent === moved,
      ),
    name,
  );
  await toast.getByRole("button").first().click();
  await tree.locator('[aria-level="2"] b', { hasText: name }).waitFor();
});

test("search leads down to a person, and the map shows the same", async () => {
  const page = await openPage(pages);
  await page.goto("/team");
  await settled(page);
  const seek = page.locator(".team-seek input");
  await seek.click();
  await page.keyboard.type("lilihua");
  await page.keyboard.press("Enter");
  await page.locator('[role=treeitem][aria-selected="true"] b', { hasText: "李丽华" }).waitFor();
  expect(await page.locator("*").count()).toBeLessThan(2_000);
  await page.goto("/team?view=map");
  await page.locator(".team-map canvas").waitFor();
  expect(await faultsIn(page)).toEqual([]);
});

const roster = `姓名,手机号,推荐人,代理等级
测试甲,19900000001,王晓燕,二级代理
测试乙,19900000002,没有的人,二级代理
测试丙,19900000003,测试甲,三级代理
`;

test("a roster is shown before it is written, refused rows say why, and twice changes nothing", async () => {
  const page = await openPage(pages);
  const choose = async () => {
    await page.goto("/roster");
    const file = { name: "名单.csv", mimeType: "text/csv", buffer: Buffer.from(roster) };
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.locator(".team-rows").waitFor();
  };
  await choose();
  await page.getByText("没有的人").first().waitFor();
  expect(await faultsIn(page)).toEqual([]);
  await page.locator(".team-checks input").check();
  await page.locator(".team-checks input:checked").waitFor();
  const confirm = page.locator(".team-confirm .ant-btn-primary");
  expect(await confirm.isDisabled()).toBe(true);
  await page.locator(".team-confirm input").check();
  await confirm.click();
  await page.locator(".stat-number", { hasText: "2" }).first().waitFor();
  await choose();
  await page.locator(".team-confirm input").check();
  expect(await confirm.isDisabled()).toBe(true);
});
