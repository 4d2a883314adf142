// A draw: planned and sealed at the desk, followed on a phone, drawn on the big screen, computed again
// in the page and in a file that needs nothing but a browser.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsOf } from "./axe.ts";
import { write } from "./contest.ts";
import { ask, languages, openDoor, openPage, skins, withPages } from "./journey.ts";
import { accept, invite } from "./people.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

/** The page as it stands has nothing that keeps anybody out. */
const sound = async (page: Page, where: string) => expect(await faultsOf(page), where).toEqual([]);
const press = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true }).first().click();
const confirm = async (page: Page, name: string) => {
  const dialog = page.getByRole("dialog");
  await sound(page, name);
  await dialog.getByRole("button", { name, exact: true }).click();
};
const state = (page: Page, words: string) =>
  page.locator(".draw-state", { hasText: words }).first().waitFor();

type Won = { number: number; ticket: number; prize: number; name: string | null };
type Draw = { winners: Won[]; absents: unknown[]; roster_hash: string };
const won = async (page: Page, path: string) =>
  (await ask<Draw>(page, `/api${path}`)).winners.map(({ ticket }) => ticket);

/** Planned at the desk: two prizes, a public number; what is wrong is said at its field. */
async function plan(founder: Page): Promise<string> {
  await founder.goto("/draws");
  await settled(founder);
  await sound(founder, "no draws");
  await founder.getByRole("link", { name: "新抽奖" }).first().click();
  await founder.getByLabel("名称", { exact: true }).fill("年会抽奖");
  await founder.getByLabel("开奖时间").fill("2026-11-18 20:50");
  await founder.keyboard.press("Enter");
  await press(founder, "存为草稿");
  const first = founder.getByRole("group", { name: "第 1 个奖项" });
  await first.getByRole("alert").first().waitFor();
  await sound(founder, "what is wrong with it");
  const fill = async (nth: number, name: string, count: string, worth: string) => {
    const row = founder.getByRole("group", { name: `第 ${nth} 个奖项` });
    await row.getByLabel("奖项", { exact: true }).fill(name);
    await row.getByLabel("名额").fill(count);
    await row.getByLabel("每份价值").fill(worth);
  };
  await fill(1, "一等奖 手机", "1", "60000");
  await first.getByText("不得超过 5 万元").waitFor();
  await fill(1, "一等奖 手机", "1", "3000");
  await press(founder, "再加一个奖项");
  await fill(2, "阳光普照", "2", "50");
  // The great prize is drawn last.
  await press(founder, "第 2 个奖项提前");
  await founder.getByLabel("掺进一个公开数").click();
  await founder.getByLabel("用哪个公开数").fill("开奖当天福彩3D的开奖号码");
  await press(founder, "存为草稿");
  await founder.waitForURL(/\/draws\/\d+$/);
  await founder.getByRole("heading", { name: "名单核对" }).waitFor();
  expect(await founder.locator(".draw-prizes b").allTextContents()).toEqual([
    "阳光普照",
    "一等奖 手机",
  ]);
  await sound(founder, "a draft");
  return new URL(founder.url()).pathname;
}

/** Opens the saved page where there is neither a network nor a server. */
async function bare(file: string) {
  const context = await pages.get().browser.newContext({ offline: true });
  const page = await context.newPage();
  await page.goto(`file://${file}`);
  const verdict = await page.locator("#verdict").innerText();
  const rows = await page.locator("#winners tr").allInnerTexts();
  await context.close();
  return { verdict, tickets: rows.map((row) => Number(/(\d+) 号/.exec(row)?.[1])), rows };
}

test("a draw is sealed, followed on a phone, drawn, and computed again by anyone", async () => {
  const founder = await openPage(pages);
  const path = await plan(founder);
  const phone = await openDoor(pages, { width: 360, height: 740 });
  await accept(phone, await invite(founder, "周婷婷"));
  await phone.goto("/draws");
  await settled(phone);
  expect(await phone.locator(".draw-card").count()).toBe(0);

  await founder.goto(path);
  await press(founder, "封存");
  await confirm(founder, "封存");
  await state(founder, "已封存");
  expect(await founder.getByRole("button", { name: "开奖", exact: true }).isDisabled()).toBe(true);
  await founder.getByText("您主持这次抽奖，所以不参加").waitFor();
  await sound(founder, "sealed");
  // It shows on the phone by itself.
  await phone
    .locator(".draw-card", { hasText: "年会抽奖" })
    .getByText(/奖券 \d+ 号/)
    .waitFor();
  await sound(phone, "the list");
  await phone.getByRole("link", { name: "年会抽奖" }).click();
  await phone.getByText(/我在名单里，奖券 \d+ 号/).waitFor();
  await phone.locator(".draw-head").getByRole("timer").waitFor();
  const hashes = await phone.locator(".draw-hashes code").allTextContents();
  expect(hashes.map((hash) => hash.length)).toEqual([64, 64, 64]);
  await sound(phone, "my ticket");

  await pages.get().server.at("2026-11-18T20:55:00+08:00");
  await founder.goto(path);
  await press(founder, "开奖");
  await founder.getByRole("dialog").getByLabel("福彩3D").fill("3 7 1");
  await confirm(founder, "开奖");
  await founder.waitForURL(`**${path}/show`);
  await founder.locator(".draw-show-prizes").waitFor();
  const shown: string[] = [];
  for (let step = 0; step < 3; step += 1) {
    await founder.keyboard.press("ArrowRight");
    await founder.locator(".draw-show-top", { hasText: `${step + 1} / 3` }).waitFor();
    shown.push(await founder.locator(".draw-show-who b").innerText());
  }
  await sound(founder, "the show");
  await founder.keyboard.press("Escape");
  await state(founder, "已开奖");
  await founder.locator(".draw-winners .person").first().waitFor();
  const names = await founder.locator(".draw-winners .person b").allTextContents();
  expect(shown).toEqual(names);

  await phone.goto(path);
  await press(phone, "我来核验");
  await phone.getByText("核验通过").waitFor();
  const signs = await phone.locator(".draw-result li > :first-child").allTextContents();
  expect(signs).toEqual(Array(7).fill("✓"));
  await phone.getByLabel("我开奖前抄下的指纹").fill(hashes.join(" "));
  await phone.getByText("和您抄下的一致").waitFor();
  await sound(phone, "checked");

  const saved = async (page: Page) => {
    const download = page.waitForEvent("download");
    await press(page, "保存核验文件");
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.html$/);
    // Its own name is gone where the browser keeps it meanwhile, and with it what kind of file it is.
    const place = `${await file.path()}.html`;
    await file.saveAs(place);
    return place;
  };
  // The phone's file says no more than the phone may see; the founder's has the names.
  const alone = await bare(await saved(phone));
  expect(alone.verdict).toMatch(/^核验通过/);
  expect(alone.tickets).toEqual(await won(phone, path));
  const { rows } = await bare(await saved(founder));
  for (const [at, name] of names.entries()) expect(rows[at]).toContain(name);

  // Somebody is not there: the sequence goes on, and all of it still comes out the same.
  const before = await won(phone, path);
  await founder.locator(".draw-winners").getByRole("button", { name: "改抽下一位" }).last().click();
  await founder.getByRole("dialog").getByLabel("原因").fill("叫了三次没有人");
  await confirm(founder, "改抽下一位");
  await phone.getByText("不在场：叫了三次没有人").waitFor();
  const after = await won(phone, path);
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after[2]).not.toBe(before[2]);
  await press(phone, "我来核验");
  await phone.getByText("核验通过").waitFor();
  const again = await bare(await saved(phone));
  expect(again.verdict).toMatch(/^核验通过/);
  expect(again.tickets).toEqual(after);
});

test("what was changed after the draw shows as ✗", async () => {
  const founder = await openPage(pages);
  const { draws } = await ask<{ draws: { id: number; state: string }[] }>(founder, "/api/draws");
  const drawn = draws.find(({ state }) => state === "drawn")?.id;
  await founder.route("**/proof", async (route) => {
    const answer = await route.fetch();
    const proof = (await answer.json()) as { roster: string };
    await route.fulfill({ json: { ...proof, roster: proof.roster.replace(/ \S+\n/, " 999\n") } });
  });
  await founder.goto(`/draws/${drawn}`);
  await press(founder, "我来核验");
  await founder.getByText("核验不通过").waitFor();
  const first = founder.locator(".draw-result li").first();
  await first.getByLabel("不一致").waitFor();
  expect(await first.innerText()).toContain("✗");
});

const share = (name: string, count: number, worth_fen: number) => ({ name, count, worth_fen });
/** A long plan, beside what the page does. */
const long = {
  name: "二〇二六年度经销商团队年终答谢盛典幸运大抽奖第一轮",
  words: "当场领取，不在场的改抽下一位。\n发票自理。",
  prizes: [
    share("阳光普照 家庭装不锈钢真空保温壶限量纪念版", 20, 9_900),
    share("一等奖", 1, 4_999_900),
  ],
  tickets: {
    is: "sales",
    fen: 100_000,
    from: 1_793_462_400_000,
    until: 1_795_000_000_000,
    most: 9,
  },
  tiers: [] as number[],
  branch: null,
  wins_again: false,
  at: Date.parse("2026-12-31T20:00:00+08:00"),
  public: "开奖当天福彩3D的开奖号码",
};

test.each(languages)("the draws' pages hold in every skin, on a phone, in %s", async (language) => {
  const founder = await openPage(pages);
  const { id } = await write<{ id: number }>(founder, "/api/draws", { plan: long });
  const sealed = await write<{ id: number }>(founder, "/api/draws", { plan: long });
  await write(founder, `/api/draws/${sealed.id}/acts`, { act: "commit" });
  const { draws } = await ask<{ draws: { id: number; state: string }[] }>(founder, "/api/draws");
  const drawn = draws.find(({ state }) => state === "drawn")?.id;
  for (const skin of skins) {
    const page = await openPage(pages, { skin, language, width: 360, height: 640 });
    for (const address of [
      "/draws",
      "/draws/new",
      `/draws/${id}/edit`,
      `/draws/${id}`,
      `/draws/${sealed.id}`,
      `/draws/${drawn}`,
      `/draws/${sealed.id}/show`,
      `/draws/${drawn}/show`,
    ]) {
      await page.goto(address);
      await settled(page);
      await sound(page, `${address} in ${skin}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${address} in ${skin} is as wide as the phone`).toBeLessThanOrEqual(360);
    }
    await page.context().close();
  }
});
