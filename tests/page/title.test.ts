// Titles: made, given, agreed to; nominated for on a phone, voted on, decided, published.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsOf } from "./axe.ts";
import { languages, openDoor, openPage, skins, withPages } from "./journey.ts";
import { accept, invite } from "./people.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

/** The page as it stands has nothing that keeps anybody out. */
const sound = async (page: Page, where: string) => expect(await faultsOf(page), where).toEqual([]);

async function member(founder: Page, name: string): Promise<Page> {
  const phone = await openDoor(pages, { width: 360, height: 740 });
  await accept(phone, await invite(founder, name));
  return phone;
}

/** Chooses somebody in the drawer's box. */
async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole("dialog").getByRole("combobox").first().click();
  await page.keyboard.type(name);
  await page.locator(".ant-select-item-option", { hasText: name }).first().waitFor();
  await page.keyboard.press("Enter");
}

const card = (page: Page, name: string) => page.locator(".title-card", { hasText: name });

test("a title is made and given, and its holder says who reads of it", async () => {
  const founder = await openPage(pages);
  const holder = await member(founder, "许诺");
  const other = await member(founder, "马晓梅");
  await founder.goto("/titles");
  await settled(founder);
  await founder.getByRole("button", { name: "新建称号" }).click();
  const drawer = founder.getByRole("dialog");
  await drawer.getByRole("button", { name: "进步之星" }).click();
  await sound(founder, "making a title");
  await drawer.getByRole("button", { name: "保存" }).click();
  await drawer.waitFor({ state: "detached" });
  await founder.getByRole("button", { name: "授予“进步之星”" }).click();
  await choose(founder, "许诺");
  await drawer.getByLabel("颁奖词").fill("从每月三单到每周十单");
  await sound(founder, "giving a title");
  await drawer.getByRole("button", { name: "授予", exact: true }).click();
  await drawer.waitFor({ state: "detached" });
  await card(founder, "进步之星").getByText("等本人同意后公开").waitFor();

  await other.goto("/titles");
  await card(other, "进步之星").getByText("另有 1 位没有公开").waitFor();
  await holder.goto("/honours");
  await holder.getByText("愿意让大家看到这个称号吗").waitFor();
  await sound(holder, "being asked");
  await holder.getByRole("button", { name: "公开", exact: true }).click();
  await holder.getByText("已公开").first().waitFor();
  // The other's page shows it by itself.
  await card(other, "进步之星").getByText("从每月三单到每周十单").waitFor();

  await card(founder, "进步之星").getByRole("button", { name: "收回" }).click();
  await founder.getByRole("dialog").getByLabel("原因").fill("发错了月份");
  await founder.getByRole("dialog").getByRole("button", { name: "收回" }).click();
  await card(founder, "进步之星").getByText("虚位以待").waitFor();
});

test("from a nomination on a phone over a vote to the title", async () => {
  const founder = await openPage(pages);
  const phone = await member(founder, "何倩");
  await phone.goto("/titles");
  await phone.locator(".title-rounds a", { hasText: "协作之星" }).click();
  await phone.getByRole("button", { name: "提名", exact: true }).click();
  const drawer = phone.getByRole("dialog");
  await choose(phone, "李丽华");
  await drawer.getByLabel("事迹").fill("大促那晚陪我们发货到两点");
  await sound(phone, "nominating");
  await drawer.getByRole("button", { name: "提名", exact: true }).click();
  await drawer.waitFor({ state: "detached" });
  await phone.getByText("大促那晚陪我们发货到两点").waitFor();
  const address = phone.url();

  await pages.get().server.at("2026-11-22T10:00:00+08:00");
  await phone.goto(address);
  await phone.getByText("投票中").waitFor();
  await phone.getByRole("button", { name: "投给 李丽华" }).click();
  await phone.getByRole("button", { name: "已投这一票" }).waitFor();
  expect(await phone.locator(".title-nominee .number").count()).toBe(0);
  await sound(phone, "voting");

  await pages.get().server.at("2026-11-25T10:00:00+08:00");
  await founder.goto(address.replace(/^https?:\/\/[^/]+/, ""));
  await founder.getByText("1 票").first().waitFor();
  await founder.getByRole("button", { name: "公布结果" }).click();
  await sound(founder, "deciding");
  await founder.getByRole("dialog").getByRole("button", { name: "公布结果" }).click();
  await founder.getByText("获选", { exact: true }).waitFor();
  await phone.goto(address);
  await phone.getByText("已公布").first().waitFor();
  await phone.getByText("获选", { exact: true }).waitFor();
});

test.each(languages)(
  "the titles' pages hold in every skin, on a phone, in %s",
  async (language) => {
    for (const skin of skins) {
      const page = await openPage(pages, { skin, language, width: 360, height: 640 });
      for (const address of ["/titles", "/titles/rounds/1"]) {
        await page.goto(address);
        await settled(page);
        await sound(page, `${address} in ${skin}`);
      }
      await page.context().close();
    }
  },
);
