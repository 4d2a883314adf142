// A member's own photo: set, seen on the board and the wall, replaced by their name again.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Locator, Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsIn, sideways } from "./axe.ts";
import { patience } from "./browser.ts";
import { published, sell, write } from "./contest.ts";
import { openDoor, openPage, tabTo, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

const drawn = (image: Locator) =>
  image.evaluate((element) => (element as HTMLImageElement).naturalWidth);
/** A photo that is there and not only asked for. */
const shows = (image: Locator) =>
  expect.poll(() => drawn(image.first()), { timeout: patience }).toBe(512);

async function setPhoto(page: Page): Promise<void> {
  await page.goto("/card");
  await settled(page);
  const choose = page.locator(".team-photo button").first();
  await tabTo(page, choose);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const picture = await page.screenshot({ type: "jpeg" });
  const file = { name: "我.jpg", mimeType: "image/jpeg", buffer: picture };
  await dialog.locator('input[type="file"]').setInputFiles(file);
  await dialog.locator(".team-photo-preview img").waitFor();
  expect(await faultsIn(page)).toEqual([]);
  await tabTo(page, dialog.locator(".ant-btn-primary"));
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
}

test("one's own photo is set by keyboard, stands on the board, and goes again", async () => {
  const page = await openPage(pages, { width: 360, height: 640 });
  await page.goto("/");
  await settled(page);
  await sell(page, 9_000_000);
  await setPhoto(page);
  await shows(page.locator(".team-photo img.avatar"));
  await shows(page.locator(".top-me img.avatar"));
  expect(await sideways(page)).toEqual([]);
  await page.goto("/board");
  await shows(page.locator(".leaderboard-podium img.avatar"));
  await page.goto("/card");
  await page.locator(".team-photo button").nth(1).click();
  const dialog = page.getByRole("dialog");
  expect(await faultsIn(page)).toEqual([]);
  await dialog.locator(".ant-btn-primary").click();
  await dialog.waitFor({ state: "detached" });
  await page.locator(".team-photo svg.avatar").waitFor();
  await page.locator(".top-me svg.avatar").waitFor();
});

test("a file that is no photo says so and changes nothing", async () => {
  const page = await openPage(pages);
  await page.goto("/card");
  await page.locator(".team-photo button").first().click();
  const dialog = page.getByRole("dialog");
  const file = { name: "名单.csv", mimeType: "text/csv", buffer: Buffer.from("姓名,手机号") };
  await dialog.locator('input[type="file"]').setInputFiles(file);
  await dialog.locator(".ant-btn-primary").click();
  await dialog.getByText("名单.csv").nth(1).waitFor();
  expect(await faultsIn(page)).toEqual([]);
});

test("a wall that nobody signed in to shows the face of who is first", async () => {
  const page = await openPage(pages);
  await page.goto("/");
  await settled(page);
  await setPhoto(page);
  const id = await published(page);
  await sell(page, 20_000_000);
  const { path } = await write<{ path: string }>(page, `/api/contests/${id}/walls`, {});
  const screen = await openDoor(pages);
  await screen.goto(path);
  await shows(screen.locator(".wall-person img.avatar"));
});
