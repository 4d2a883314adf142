// Two people at two screens: an invitation, a report with its approval, and numbers that move by themselves.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsIn } from "./axe.ts";
import { ask, openDoor, openPage, tabTo, withPages } from "./journey.ts";
import { accept, invite } from "./people.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

const press = async (page: Page, name: string) => {
  await tabTo(page, page.getByRole("button", { name }).first());
  await page.keyboard.press("Enter");
};

test("who was invited enters, reports a sale, and sees the founder's work as it happens", async () => {
  const founder = await openPage(pages);
  const member = await openDoor(pages, { width: 360, height: 740 });
  const hash = await invite(founder, "李丽华");
  expect(await faultsIn(founder, { within: "[role=dialog]" })).toEqual([]);
  await accept(member, hash);

  // A sale of the founder's hand reaches the member's page without a reload.
  await settled(member);
  const month = member.locator(".home-today .stat-number").nth(1);
  const before = await month.textContent();
  const { members } = await ask<{ members: { id: number }[] }>(founder, "/api/members?text=李丽华");
  const { now } = await ask<{ now: number }>(founder, "/api/me");
  const sold = await founder.request.post("/api/sales", {
    headers: { origin: pages.get().server.address },
    data: {
      member: members[0]?.id,
      item: "茶",
      amount_fen: 100_000,
      quantity: 1,
      sold_at: now - 60_000,
    },
  });
  expect(sold.ok(), await sold.text()).toBe(true);
  await member.waitForFunction(
    (before) => document.querySelectorAll(".home-today .stat-number")[1]?.textContent !== before,
    before,
  );

  // 报单 by keyboard alone, decided by keyboard alone, and heard of.
  await member.goto("/report");
  await settled(member);
  await tabTo(member, member.getByLabel("卖了什么"));
  await member.keyboard.type("邻居买的茶");
  await tabTo(member, member.getByLabel("实收金额"));
  await member.keyboard.type("66.6");
  await member.keyboard.press("Enter");
  const mine = member.locator(".report", { hasText: "邻居买的茶" });
  await mine.getByText("待审批").waitFor();

  await founder.goto("/approvals");
  await settled(founder);
  const report = founder.locator(".report", { hasText: "邻居买的茶" });
  await tabTo(founder, report.getByRole("button", { name: "退回" }));
  await founder.keyboard.press("Enter");
  await founder.getByRole("dialog").waitFor();
  await founder.keyboard.press("Escape");
  await founder.getByRole("dialog").waitFor({ state: "detached" });
  await tabTo(founder, report.getByRole("button", { name: "通过" }));
  await founder.keyboard.press("Enter");
  // Read, it stays; otherwise it goes by itself, and Ctrl+Z with it.
  await founder.locator(".toast-undo").hover();
  await mine.getByText("已通过").waitFor();

  // Ctrl+Z takes the decision back, at both screens.
  await founder.keyboard.press("Control+z");
  await mine.getByText("待审批").waitFor();
  await report.getByRole("button", { name: "通过" }).waitFor();
});

test("the invited land on a page in order, and the founder's link closes by keyboard", async () => {
  const founder = await openPage(pages);
  const token = await invite(founder, "李丽华");
  const member = await openDoor(pages);
  await member.goto(`/invitation${token}`);
  await member.locator("input[autocomplete=new-password]").first().waitFor();
  expect(await faultsIn(member)).toEqual([]);
  await press(founder, "好了");
});
