// The shop: a prize set up at the desk, redeemed on a phone, approved, called off and redeemed again.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsOf } from "./axe.ts";
import { ask, focused, languages, openDoor, openPage, skins, tabTo, withPages } from "./journey.ts";
import { accept, invite } from "./people.ts";
import { addPrize, offer, redeem } from "./prize.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

/** The page as it stands has nothing that keeps anybody out. */
const sound = async (page: Page, where: string) => expect(await faultsOf(page), where).toEqual([]);
const press = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: true }).click();
const state = (page: Page, words: string) =>
  page.locator(".prize-state", { hasText: words }).first().waitFor();

async function member(founder: Page, name: string): Promise<Page> {
  const phone = await openDoor(pages, { width: 360, height: 740 });
  await accept(phone, await invite(founder, name));
  return phone;
}

/** Written down by hand, with what is there and a picture. */
async function setUp(founder: Page): Promise<string> {
  await founder.goto("/prizes/manage");
  await settled(founder);
  await founder.locator(".page-actions").getByRole("link", { name: "添加奖品" }).click();
  await founder.getByLabel("名称", { exact: true }).fill("双层便当盒");
  await founder.getByLabel("价格（分）").fill("300");
  await founder.getByLabel("一件的成本").fill("45");
  await founder.getByLabel("现有件数").fill("2");
  await founder.getByLabel("要寄送").click();
  await sound(founder, "a new prize");
  await press(founder, "存下奖品");
  await founder.waitForURL(/\/prizes\/\d+\/edit$/);
  await founder.locator(".prize-moves li", { hasText: "上架时的件数" }).waitFor();
  const buffer = await founder.screenshot({ type: "jpeg" });
  const file = { name: "双层便当盒.jpg", mimeType: "image/jpeg", buffer };
  await founder.locator('.file-drop input[type="file"]').setInputFiles(file);
  await founder.locator(".prize-strip img").waitFor();
  await sound(founder, "its pictures and stock");
  return new URL(founder.url()).pathname.replace("/edit", "");
}

/** From the shelf to the answer, all on a phone. */
async function redeems(phone: Page): Promise<string> {
  await phone.goto("/prizes");
  await settled(phone);
  await phone.locator(".prize-card img").first().waitFor();
  await sound(phone, "the shop");
  await phone.getByRole("link", { name: "双层便当盒" }).click();
  const redeems = phone.getByRole("button", { name: "用 300 分兑换" });
  await redeems.waitFor();
  expect(await redeems.isDisabled()).toBe(true);
  await phone.getByText("请填好收件人、电话和地址").waitFor();
  await phone.getByLabel("收件人").fill("周婷婷");
  await phone.getByLabel("电话").fill("13800001234");
  await phone.getByLabel("地址").fill("杭州市余杭区文一西路 969 号");
  await sound(phone, "the prize");
  await redeems.click();
  const sure = phone.getByRole("dialog");
  await sure.getByText("杭州市余杭区文一西路 969 号").waitFor();
  await sound(phone, "sure");
  await sure.getByRole("button", { name: "确认兑换" }).click();
  await phone.waitForURL(/\/redemptions\/\d+$/);
  await state(phone, "待审批");
  await sound(phone, "redeemed");
  return new URL(phone.url()).pathname;
}

type Redemption = { entries: { available: number }[] };
type Shop = { available: number; prizes: { name: string; left: number | null }[] };

const available = async (page: Page) => (await ask<Shop>(page, "/api/prizes")).available;
/** What a redemption did to the points that can be used. */
const cost = async (page: Page, path: string) =>
  (await ask<Redemption>(page, `/api${path}`)).entries.reduce(
    (sum, entry) => sum + entry.available,
    0,
  );

test("a prize is set up, redeemed on a phone, approved, called off and redeemed again", async () => {
  const founder = await openPage(pages);
  await setUp(founder);
  const phone = await member(founder, "周婷婷");
  const before = await available(phone);
  const first = await redeems(phone);
  expect(await available(phone)).toBe(before - 300);

  await founder.goto("/redemptions");
  const row = founder.locator(".prize-redemption", { hasText: "双层便当盒" });
  await row.waitFor();
  await sound(founder, "the desk");
  await row.getByRole("button", { name: "批准", exact: true }).click();
  // What is done at the desk shows on the phone by itself.
  await state(phone, "已批准");
  await founder.goto(first);
  await press(founder, "取消兑换");
  const reason = founder.getByRole("dialog");
  await reason.getByLabel("原因", { exact: true }).fill("颜色发错了，重新来");
  await sound(founder, "calling it off");
  await reason.getByRole("button", { name: "取消兑换" }).click();
  await state(phone, "已取消");
  await phone.getByText("颜色发错了，重新来").waitFor();
  await sound(phone, "called off");
  expect(await cost(phone, first)).toBe(0);
  expect(await available(phone)).toBe(before);

  const second = await redeems(phone);
  await founder.goto(second);
  await press(founder, "批准");
  await press(founder, "寄出");
  const parcel = founder.getByRole("dialog");
  await parcel.getByLabel("快递公司").fill("顺丰速运");
  await parcel.getByLabel("快递单号").fill("SF1403958271234");
  await sound(founder, "sending it");
  await parcel.getByRole("button", { name: "寄出" }).click();
  await phone.locator(".prize-number", { hasText: "SF1403958271234" }).waitFor();
  await press(phone, "确认收到");
  await state(phone, "已收到");
  await sound(phone, "received");
  expect(await cost(phone, second)).toBe(-300);
  expect(await available(phone)).toBe(before - 300);
  const { prizes } = await ask<Shop>(phone, "/api/prizes");
  expect(prizes.find(({ name }) => name === "双层便当盒")?.left).toBe(1);
  await phone.goto("/points");
  await phone.locator(".points-line", { hasText: "双层便当盒" }).first().waitFor();

  await founder.goto("/verification");
  await press(founder, /开始核验|再核验一次/);
  await founder.getByText("全部相符，账本没有被动过。").waitFor();
});

test("redemptions are approved, taken back and refused by keyboard alone", async () => {
  const founder = await openPage(pages);
  const prize = await addPrize(founder, { name: "电影票", points: 20 }, 5);
  const phone = await member(founder, "陈思远");
  const one = await redeem(phone, prize);
  await founder.goto("/");
  await settled(founder);
  await founder.keyboard.press("g");
  await founder.keyboard.press("d");
  await founder.waitForURL("**/redemptions**");
  const row = founder.locator(".prize-redemption", { hasText: "电影票" });
  const act = (name: string) => row.getByRole("button", { name, exact: true });
  await tabTo(founder, act("批准"));
  await founder.keyboard.press("Enter");
  await row.locator(".prize-state", { hasText: "已批准" }).waitFor();
  // A slip of the finger is taken back as one is used to.
  await founder.keyboard.press("Control+z");
  await row.locator(".prize-state", { hasText: "待审批" }).waitFor();
  await tabTo(founder, act("驳回"));
  await founder.keyboard.press("Enter");
  const dialog = founder.getByRole("dialog");
  await dialog.waitFor();
  await sound(founder, "refusing it");
  await founder.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await focused(act("驳回"));
  await founder.keyboard.press("Enter");
  await tabTo(founder, dialog.getByLabel("原因", { exact: true }));
  await founder.keyboard.type("这个月的名额用完了");
  await founder.keyboard.press("Enter");
  await row.waitFor({ state: "detached" });
  await phone.goto(`/redemptions/${one}`);
  await phone.getByText("原因：这个月的名额用完了").waitFor();
  expect(await cost(phone, `/redemptions/${one}`)).toBe(0);
});

test("what cannot be redeemed says why, and how long to save", async () => {
  const founder = await openPage(pages);
  const dear = await addPrize(
    founder,
    { name: "云南双人游", points: 9_000_000, kind: "travel" },
    1,
  );
  const phone = await member(founder, "高洁");
  await phone.goto(`/prizes/${dear}`);
  const button = phone.getByRole("button", { name: "用 9,000,000 分兑换" });
  await button.waitFor();
  expect(await button.isDisabled()).toBe(true);
  expect(await phone.locator("#prize-why").innerText()).toMatch(/不够|还差/);
  await press(phone, "攒这个");
  await phone.getByRole("button", { name: "不攒了" }).waitFor();
  await sound(phone, "saving toward it");
  await phone.goto("/prizes");
  await phone.locator(".prize-purse", { hasText: "云南双人游" }).getByText(/还差/).waitFor();
  await phone.getByText("够得着").click();
  await phone.locator(".prize-card", { hasText: "云南双人游" }).waitFor({ state: "detached" });
  await phone.getByLabel("你想换什么").fill("蓝牙音箱");
  await press(phone, "提建议");
  await phone.locator(".prize-suggestions li", { hasText: "蓝牙音箱" }).waitFor();
  await founder.goto("/prizes/manage");
  const wish = founder.locator(".prize-suggestions li", { hasText: "蓝牙音箱" });
  await wish.getByRole("button", { name: "答复", exact: true }).click();
  const dialog = founder.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "答复" }).fill("好主意，下月上架");
  await sound(founder, "answering");
  await dialog.getByRole("button", { name: "采纳", exact: true }).click();
  await phone.locator(".prize-answer", { hasText: "好主意，下月上架" }).waitFor();
});

test("two save together on their phones, and the prize is handed over at the desk", async () => {
  const founder = await openPage(pages);
  const dear = await addPrize(founder, { name: "双人按摩椅", points: 900 }, 1);
  await founder.goto(`/prizes/${dear}`);
  await press(founder, "发起合力");
  const plan = founder.getByRole("dialog");
  await plan.getByText("目标 900 分").waitFor();
  await sound(founder, "planning a pool");
  await plan.getByRole("button", { name: "发起合力" }).click();
  const pool = (page: Page) => page.locator(".prize-pools li", { hasText: /(^|\D)0 \/ 900/ });
  await pool(founder).waitFor();
  const put = async (phone: Page, points: string) => {
    await phone.goto("/prizes");
    await phone
      .locator(".prize-pools li", { hasText: "双人按摩椅" })
      .getByRole("button", { name: "存入积分" })
      .click();
    const dialog = phone.getByRole("dialog");
    await dialog.getByLabel("存多少分").fill(points);
    await sound(phone, "putting in");
    await dialog.getByRole("button", { name: "存入积分" }).click();
    await dialog.waitFor({ state: "detached" });
  };
  const one = await member(founder, "韩梅");
  const other = await member(founder, "罗文君");
  const before = [await available(one), await available(other)];
  await put(one, "600");
  await one.getByText("我存了 600 分").waitFor();
  await press(one, "取出我的");
  await one.locator(".prize-pools li", { hasText: /(^|\D)0 \/ 900/ }).waitFor();
  expect(await available(one)).toBe(before[0]);
  await put(one, "500");
  await put(other, "400");
  await other.locator(".prize-pools .prize-state", { hasText: "已达成" }).waitFor();
  await founder.goto(`/prizes/${dear}`);
  await founder.getByText("谁在一起攒").click();
  await founder.locator(".prize-pools", { hasText: "罗文君" }).waitFor();
  await sound(founder, "a pool that is reached");
  await press(founder, "交付");
  await founder.locator(".prize-pools .prize-state", { hasText: "已交付" }).waitFor();
  expect([await available(one), await available(other)]).toEqual([
    (before[0] ?? 0) - 500,
    (before[1] ?? 0) - 400,
  ]);
});

test.each(languages)("the shop's pages hold in every skin, on a phone, in %s", async (language) => {
  const founder = await openPage(pages);
  const name = `${offer.name} 超大容量不锈钢真空保温壶限量纪念版 ${language}`.slice(0, 40);
  const prize = await addPrize(founder, { name, points: 10, approval: false }, 3);
  for (const skin of skins) {
    const page = await openPage(pages, { skin, language, width: 360, height: 640 });
    for (const address of [
      "/prizes",
      `/prizes/${prize}`,
      `/prizes/${prize}/edit`,
      "/prizes/manage",
      "/prizes/new",
      "/redemptions",
    ]) {
      await page.goto(address);
      await settled(page);
      await sound(page, `${address} in ${skin}`);
    }
    await page.context().close();
  }
});
