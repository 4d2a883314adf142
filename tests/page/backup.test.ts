// A backup is made, something changes, the backup is opened, and the change is gone.
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, openPage, tabTo, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

test("a backup made by hand is opened again in place of the books", async () => {
  const page = await openPage(pages);
  await page.goto("/backup");
  await settled(page);
  await tabTo(page, page.locator(".page-actions .ant-btn-primary"));
  await page.keyboard.press("Enter");
  const made = page.locator(".rows tbody tr").first();
  await made.waitFor();
  const written = await page.request.post("/api/tiers", {
    headers: { origin: pages.get().server.address },
    data: { name: "备份之后", colour: "#7a5a1e" },
  });
  expect(written.ok(), await written.text()).toBe(true);
  await made.getByRole("button", { name: /恢复/ }).click();
  await page.getByRole("dialog").locator(".ant-btn-primary").click();
  await page.waitForURL("**/sign-in**");

  const again = await openPage(pages);
  const tiers = await ask<{ name: string }[]>(again, "/api/tiers");
  expect(tiers.map(({ name }) => name)).not.toContain("备份之后");
});
