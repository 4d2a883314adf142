// A founder connects a group's robot, is told why a wrong address does not do, announces something and
// sees it delivered; at a desk by keyboard, then on a phone.
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultsIn } from "./axe.ts";
import { patience } from "./browser.ts";
import { focused, openPage, tabTo, withPages } from "./journey.ts";
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

test("a robot is connected, an announcement is delivered, the robot is taken away", async () => {
  const page = await openPage(pages);
  await page.goto("/outbox");
  await settled(page);
  const open = page.locator(".empty .ant-btn-primary");
  await tabTo(page, open);
  await page.keyboard.press("Enter");

  const layer = page.getByRole("dialog");
  const address = layer.getByLabel("Webhook 地址");
  await tabTo(page, address);
  await page.keyboard.type(webhook.replace(/.$/, "9"));
  await tabTo(page, layer.getByLabel("名字"));
  await page.keyboard.type("红星一群");
  await page.keyboard.press("Enter");
  const refusal = layer.locator(".refusal");
  await refusal.waitFor();
  expect(await refusal.innerText()).toContain("invalid webhook url（93000）");
  expect(await layer.getByLabel("名字").inputValue()).toBe("红星一群");
  expect(robots.told).toEqual([]);

  await address.fill(webhook);
  await address.press("Enter");
  await layer.waitFor({ state: "detached" });
  const row = page.locator(".rows").first().locator("tbody tr");
  await expect.poll(() => row.innerText(), { timeout: patience }).toContain("收下了");
  expect(await page.content()).not.toContain(webhook.slice(-12));
  for (const words of ["表扬", "09:00 生日和周年"]) expect(await row.innerText()).toContain(words);
  expect(robots.told.splice(0)).toEqual([
    "## 红榜已连接\n「木棉花开（演示）」的战报和通知会发到这个群。",
  ]);

  // What it is sent is looked at, and changed.
  await page.getByRole("button", { name: "修改 红星一群" }).click();
  await layer.getByRole("button", { name: "预览最近的表扬" }).click();
  await layer.locator(".outbox-bubble", { hasText: "表扬了" }).waitFor();
  await layer.getByRole("button", { name: "预览今天的生日" }).click();
  await layer
    .locator(".outbox-preview")
    .filter({ hasText: /生日|入队/ })
    .waitFor();
  await layer.getByLabel("生日和入队周年").click();
  await layer.getByRole("button", { name: "保存" }).click();
  await layer.waitFor({ state: "detached" });
  await expect.poll(() => row.innerText(), { timeout: patience }).not.toContain("生日");
  expect(await row.innerText()).toContain("表扬");

  const announce = page.locator(".page-actions .ant-btn-primary");
  await tabTo(page, announce);
  await page.keyboard.press("Enter");
  await tabTo(page, layer.getByLabel("标题"));
  await page.keyboard.type("周五开会");
  await tabTo(page, layer.getByLabel("正文"));
  await page.keyboard.type("晚上八点");
  await tabTo(page, layer.getByRole("button", { name: "预览" }));
  await page.keyboard.press("Enter");
  const raw = layer.locator(".outbox-preview pre");
  await raw.waitFor({ state: "attached" });
  expect(await raw.textContent()).toContain("## 周五开会\\n晚上八点");
  await tabTo(page, layer.getByRole("button", { name: "现在发布" }));
  await page.keyboard.press("Enter");
  await layer.waitFor({ state: "detached" });
  await focused(announce);
  // The log follows by itself.
  const log = page.locator(".rows").nth(1).locator("tbody tr").first();
  await expect.poll(() => log.innerText(), { timeout: patience }).toContain("周五开会");
  await expect.poll(() => log.innerText(), { timeout: patience }).toContain("已送达");
  expect(robots.told).toEqual(["## 周五开会\n晚上八点"]);

  await page.getByRole("button", { name: "移除 红星一群" }).click();
  await layer.locator(".ant-btn-primary").click();
  await page.locator(".empty").waitFor();
});

test("on a phone nothing of it is wider than the phone", async () => {
  const page = await openPage(pages, { width: 360 });
  await page.goto("/outbox");
  await settled(page);
  await page.locator(".empty .ant-btn-primary").click();
  const layer = page.getByRole("dialog");
  await layer.waitFor();
  expect(await faultsIn(page)).toEqual([]);
  await layer.getByLabel("Webhook 地址").fill(webhook);
  await layer.getByLabel("名字").fill("群");
  await layer.getByRole("button", { name: "发测试消息并保存" }).click();
  await layer.waitFor({ state: "detached" });
  await page.locator(".cards").first().waitFor();
  expect(await faultsIn(page)).toEqual([]);
  const wide = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  expect(await wide()).toBe(0);
  await page.locator(".outbox-open").first().click();
  await layer.locator(".outbox-tries li").waitFor();
  expect(await wide()).toBe(0);
  expect(await faultsIn(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await layer.waitFor({ state: "detached" });
  await page.locator(".page-actions .ant-btn-primary").click();
  await layer.getByLabel("标题").fill("通知");
  await layer.getByRole("button", { name: "预览" }).click();
  await layer.locator(".outbox-bubble").waitFor();
  expect(await faultsIn(page)).toEqual([]);
  expect(await wide()).toBe(0);
});
