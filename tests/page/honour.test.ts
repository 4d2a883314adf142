// Thanks: given on a phone, answered, taken back; on the wall, on the home page and in the ledger.
// Birthdays on the home page, and what the system tells who looks elsewhere.
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

type Kept = { today: string; others: { member_id: number; name: string }[] };
type Card = { member: Record<string, unknown> & { name: string } };

/** Gives somebody a birthday today; answers their name. */
async function bornToday(founder: Page, id: number): Promise<string> {
  const { today } = await ask<Kept>(founder, "/api/occasions");
  const { member: of } = await ask<Card>(founder, `/api/members/${id}`);
  const { name, wechat, phone, department, post, hobbies, joined_at } = of;
  const joined = new Date((joined_at as number) + 8 * 3_600_000).toISOString().slice(0, 10);
  const birthday = `1990-${today.slice(5)}`;
  const profile = { name, wechat, phone, department, post, hobbies, birthday };
  const answer = await founder.request.put(`/api/members/${id}`, {
    headers: { origin: pages.get().server.address },
    data: { profile, joined },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  return name;
}

test("a birthday is on the home page, with a way to praise and to a card", async () => {
  const founder = await openPage(pages);
  const name = await bornToday(founder, 9);
  await founder.goto("/");
  const row = founder.locator(".home-occasions li", { hasText: name }).first();
  await row.getByText("今天").waitFor();
  expect(await row.innerText()).not.toContain("1990");
  await sound(founder, "home on a birthday");
  await row.getByRole("link", { name: `表扬 ${name}` }).click();
  const drawer = founder.getByRole("dialog");
  await drawer.locator(".honour-people li", { hasText: name }).waitFor();
  const words = "生日快乐，这一年辛苦了";
  await drawer.getByLabel("写给对方的话").fill(words);
  await drawer.getByRole("button", { name: "发出表扬" }).click();
  await praise(founder, words).waitFor();
  // The next praise begins with nobody.
  await founder.getByRole("button", { name: "表扬一位伙伴" }).click();
  await drawer.getByLabel("写给对方的话").waitFor();
  expect(await drawer.locator(".honour-people li").count()).toBe(0);
  await founder.goto("/");
  await row.getByRole("link", { name: `给 ${name} 做生日卡` }).click();
  await founder.waitForURL(/\/posters\?kind=birthday&member=9/);
  // One's own.
  await bornToday(founder, 1);
  await founder.goto("/");
  await founder.locator(".home-own-day", { hasText: "生日快乐" }).waitFor();
  await sound(founder, "home on one's own birthday");
});

/** Notes what the system is asked to tell, in its place. */
const listen = () => {
  const told: string[] = [];
  class Noted extends EventTarget {
    static permission = "default";
    static requestPermission() {
      Noted.permission = "granted";
      return Promise.resolve(Noted.permission);
    }
    constructor(title: string, { body }: { body: string }) {
      super();
      told.push(`${title} ${body}`);
      Object.assign(window, { click: () => this.dispatchEvent(new Event("click")) });
    }
    close() {}
  }
  Object.assign(window, { Notification: Noted, told });
};
const told = (page: Page) => page.evaluate(() => (window as unknown as { told: string[] }).told);
const looks = (page: Page, here: boolean) =>
  page.evaluate((here) => {
    document.hasFocus = () => here;
  }, here);

test("who looks elsewhere is told by the system, once they asked for it", async () => {
  const founder = await openPage(pages);
  const giver = await member(founder, "曾晓蓉");
  const { member: me } = await ask<{ member: { id: number; name: string } }>(founder, "/api/me");
  const thank = async (words: string) => {
    const answer = await giver.request.post("/api/praises", {
      headers: { origin: pages.get().server.address },
      data: {
        request: crypto.randomUUID(),
        to: [{ member_id: me.id, name: me.name }],
        value: "服务",
        words,
        points: 0,
      },
    });
    if (!answer.ok()) throw new Error(await answer.text());
  };
  await founder.addInitScript(listen);
  await founder.goto("/");
  await settled(founder);
  await looks(founder, false);
  await thank("谢谢第一次");
  await founder.locator(".home-praised li", { hasText: "谢谢第一次" }).waitFor();
  expect(await told(founder), "nobody asked for it").toEqual([]);

  await founder.locator(".top-me").click();
  const first = founder.waitForResponse((response) => response.url().endsWith("/api/notices"));
  await founder.locator(".me-menu").getByText("提醒", { exact: true }).click();
  await first;
  await sound(founder, "the menu");
  await founder.keyboard.press("Escape");
  await thank("谢谢第二次");
  await expect.poll(() => told(founder)).toEqual(["收到一条表扬 曾晓蓉 表扬了您：服务"]);
  // In front of the page, the page says it.
  await looks(founder, true);
  await thank("谢谢第三次");
  await founder.locator(".home-praised li", { hasText: "谢谢第三次" }).waitFor();
  expect(await told(founder)).toHaveLength(1);
  await founder.evaluate(() => (window as unknown as { click: () => void }).click());
  await founder.waitForURL(/\/praises\?of=received/);
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
