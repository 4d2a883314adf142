// Contests of rounds as they go: a tree, groups, a season's table, at a desk and on a phone.
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import { published } from "./contest.ts";
import { openPage, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

test.each(["knockout", "leagues", "season"])(
  "rounds can be followed at a desk and on a phone: %s",
  async (template) => {
    const page = await openPage(pages);
    const id = await published(page, {}, template);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`/contests/${id}`);
      await page.getByRole("heading", { name: "轮次" }).waitFor();
      await settled(page);
      await page.locator(".places li").first().waitFor();
      expect(await faultsOf(page), `${width} px`).toEqual([]);
    }
  },
);
