// Thanks: given on a phone, answered, taken back; on the wall, on the home page and in the ledger.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsOf } from "./axe.ts";
import { ask, languages, openDoor, openPage, skins, withPages } from "./journey.ts";
import { accept, invite } from "./people.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

/** The page as it stands has nothing that keeps anybody out. */
const sound = async (page: Page, where: string) => expect(await faultsOf(page), where).toEqual([]);
const praise = (page: Page, words: string) => page.locator(".honour-praise", { hasText: words });

async function member(founder: Page, name: string): Promise<Page> {
  const phone = await openDoor(pages, { width: 360, height: 740 });
  await accept(phone, await invite(founder, name));
  return phone;
}

/** From the wall, in the drawer: whom, for what, in which words, with how many points. */
async function give(page: Page, name: string, words: string, points: string): Promise<void> {
  await page.goto("/praises");
  await settled(page);
  await page.getByRole("button", { name: "表扬一位伙伴" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("combobox").click();
  await page.keyboard.type(name);
  await page.locator(".ant-select-item-option", { hasText: name }).first().waitFor();
  await page.keyboard.press("Enter");
  await drawer.locator(".honour-people li", { hasText: name }).waitFor();
  await drawer.getByText("服务", { exact: true }).click();
  await drawer.getByLabel("写给对方的话").fill(words);
  await drawer.getByLabel("每人带积分").fill(points);
  await sound(page, "giving a praise");
  await drawer.getByRole("button", { name: "发出表扬" }).click();
  await drawer.waitFor({ state: "detached" });
}

type Wall = { praises: { id: number; words: string }[] };
type Purse = { available: number };
const available = async (page: Page) => (await ask<Purse>(page, "/api/prizes")).available;
const left = async (page: Page) => (await ask<{ left: number }>(page, "/api/praises/giving")).left;

test("a praise with points is given on a phone, answered, and taken back", async () => {
  const founder = await openPage(pages);
  const giver = await member(founder, "马晓梅");
  const receiver = await member(founder, "胡雪");
  const before = [await left(giver), await available(receiver)];
  const words = "连夜帮我把退货都登记完了";
  await give(giver, "胡雪", words, "20");
  await praise(giver, words).getByText("带 20 分").waitFor();
  expect(await left(giver)).toBe((before[0] ?? 0) - 20);
  expect(await available(receiver)).toBe((before[1] ?? 0) + 20);

  await receiver.goto("/");
  await receiver.locator(".home-praised li", { hasText: words }).waitFor();
  await sound(receiver, "home");
  await receiver.goto("/praises?of=received");
  const clap = praise(receiver, words).getByRole("button", { name: /点赞/ });
  await clap.click();
  await expect.poll(() => clap.getAttribute("aria-pressed")).toBe("true");
  // The other's page shows it by itself.
  await praise(giver, words).getByRole("button", { name: "点赞，1 人" }).waitFor();
  await receiver.goto("/points");
  await receiver.locator(".points-line", { hasText: words }).first().waitFor();

  await praise(giver, words).getByRole("button", { name: "撤回" }).click();
  await praise(giver, words).waitFor({ state: "detached" });
  expect(await left(giver)).toBe(before[0]);
  expect(await available(receiver)).toBe(before[1]);
  const { praises } = await ask<Wall>(receiver, "/api/praises");
  expect(praises.some((one) => one.words === words)).toBe(false);

  await founder.goto("/verification");
  await founder.getByRole("button", { name: /开始核验|再核验一次/ }).click();
  await founder.getByText("全部相符，账本没有被动过。").waitFor();
});

test("who leads takes another's praise back with a reason", async () => {
  const founder = await openPage(pages);
  const giver = await member(founder, "林小满");
  const words = "这一条写错了人";
  await give(giver, "何倩", words, "0");
  await founder.goto("/praises");
  await praise(founder, words).getByRole("button", { name: "撤回" }).click();
  const dialog = founder.getByRole("dialog");
  await dialog.getByLabel("原因").fill("写错了人，已和双方说明");
  await sound(founder, "taking it back");
  await dialog.getByRole("button", { name: "撤回" }).click();
  await praise(founder, words).waitFor({ state: "detached" });
});

test("the hall shows what was earned, what comes next, and other people's", async () => {
  const founder = await openPage(pages);
  const phone = await member(founder, "许诺");
  await phone.goto("/honours");
  const medals = phone.locator(".honour-medals li");
  await medals.filter({ hasText: "首单" }).getByText(/获得/).waitFor();
  await phone.getByRole("heading", { name: "接下来" }).waitFor();
  await sound(phone, "my honours");
  await founder.goto("/praises");
  await founder.locator(".honour-who").getByRole("link", { name: "周婷婷" }).first().click();
  await founder.waitForURL(/\/honours\/7$/);
  await founder.getByRole("heading", { name: "周婷婷的荣誉墙" }).waitFor();
  await founder.locator(".honour-counts li", { hasText: "团队协作" }).waitFor();
  await sound(founder, "another's honours");
});

test.each(languages)(
  "the honours' pages hold in every skin, on a phone, in %s",
  async (language) => {
    for (const skin of skins) {
      const page = await openPage(pages, { skin, language, width: 360, height: 640 });
      for (const address of [
        "/praises",
        "/praises?give=1",
        "/praises?of=given&value=x",
        "/honours",
      ]) {
        await page.goto(address);
        await settled(page);
        await sound(page, `${address} in ${skin}`);
      }
      await page.context().close();
    }
  },
);
