// An announcement of the founder's: on everyone's first page, until it is taken down.
import { afterAll, beforeAll, test } from "vitest";
import { openDoor, openPage, withPages } from "./journey.ts";
import { accept, invite } from "./people.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

test("the founder hangs an announcement on everyone's first page and takes it down", async () => {
  const founder = await openPage(pages);
  const phone = await openDoor(pages, { width: 360, height: 740 });
  await accept(phone, await invite(founder, "许诺"));
  await founder.goto("/outbox");
  await settled(founder);
  await founder.getByRole("button", { name: "发公告" }).click();
  const drawer = founder.getByRole("dialog");
  await drawer.getByLabel("标题").fill("双11 排班");
  await drawer.getByLabel("正文").fill("晚上八点在仓库集合");
  await drawer.getByRole("button", { name: "现在发布" }).click();
  await drawer.waitFor({ state: "detached" });
  const hung = phone.locator(".home-news li", { hasText: "双11 排班" });
  await hung.getByText("晚上八点在仓库集合").waitFor();
  await founder.goto("/");
  await founder.getByRole("button", { name: "取下公告：双11 排班" }).click();
  await hung.waitFor({ state: "detached" });
});
