// Finds every page that can be reached, one of each kind.
import type { BrowserContext, Page } from "../../ui/node_modules/playwright-core/index.js";

/** Waits for what the page shows: its head, and nothing that is still coming. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
}

/** `/members/12?tab=x` and `/members/7` are one kind of page. */
const kind = (address: string) => address.replace(/\?.*$/, "").replaceAll(/\/\d+(?=\/|$)/g, "/#");

/** The addresses of all pages that links lead to from home, one of each kind. */
export async function walk(context: BrowserContext, from = "/", most = 60): Promise<string[]> {
  const page = await context.newPage();
  const known = new Map([[kind(from), from]]);
  for (const address of known.values()) {
    await page.goto(address);
    await settled(page);
    const links = await page.evaluate(() =>
      [...document.querySelectorAll("a[href^='/']")].map((link) => link.getAttribute("href") ?? ""),
    );
    for (const link of links)
      if (!link.startsWith("/api/") && !known.has(kind(link)) && known.size < most)
        known.set(kind(link), link);
  }
  await page.close();
  return [...known.values()];
}
