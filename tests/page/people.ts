// How somebody comes in: the founder's invitation, made and answered on the pages.
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { settled } from "./walk.ts";

/** The founder's dialog with a link for somebody. */
export async function invite(founder: Page, name: string): Promise<string> {
  await founder.goto("/access");
  await settled(founder);
  await founder.locator(".page-actions .ant-btn-primary").click();
  const dialog = founder.getByRole("dialog");
  await dialog.getByRole("combobox").first().click();
  await founder.keyboard.type(name);
  await founder.locator(".ant-select-item-option-active", { hasText: name }).waitFor();
  await founder.keyboard.press("Enter");
  const address = dialog.getByLabel("成员从哪个网址打开");
  if (await address.isEditable()) await address.fill(new URL(founder.url()).origin);
  await dialog.locator("button[type=submit]").click();
  const link = await dialog.locator("output").textContent();
  return new URL(link ?? "").hash;
}

/** Follows a link, and chooses what to sign in with from now on. */
export async function accept(member: Page, hash: string): Promise<void> {
  await member.goto(`/invitation${hash}`);
  const secrets = member.locator("input[autocomplete=new-password]");
  await secrets.first().waitFor();
  for (const at of [0, 1]) {
    await secrets.nth(at).focus();
    await member.keyboard.type("274918");
  }
  await member.keyboard.press("Enter");
  await member.locator(".home-today").waitFor();
}
