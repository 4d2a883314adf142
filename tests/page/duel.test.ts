// 1v1 PK by consent: one member challenges another from the board, who accepts; both face each other.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { faultsIn, faultsOf } from "./axe.ts";
import { published, write } from "./contest.ts";
import { ask, openDoor, openPage, tabTo, withPages } from "./journey.ts";
import { settled } from "./walk.ts";

const pages = withPages();
beforeAll(pages.start);
afterAll(pages.stop);

type Placed = { rows: { member_id: number | null; name: string | null }[] };

/** A member who came in by the founder's invitation, at a page of their own. */
async function enters(founder: Page, member_id: number, width: number): Promise<Page> {
  const address = pages.get().server.address;
  const invited = { member_id, address };
  const { link } = await write<{ link: string }>(founder, "/api/invitations", invited);
  const page = await openDoor(pages, { width });
  const token = new URL(link).hash.slice(1);
  const accepted = { token, secret: "593817", consents_to_board: true };
  await write(page, "/api/invitation/acceptance", accepted);
  return page;
}

test("a member challenges another from the board, who accepts, and both face each other", async () => {
  const founder = await openPage(pages);
  const me = await ask<{ member: { id: number } }>(founder, "/api/me");
  const prizes = [{ to: { is: "duel" }, points: 50 }];
  const id = await published(founder, { kind: { is: "pk", accept_hours: 24 }, prizes });
  const { rows } = await ask<Placed>(founder, `/api/contests/${id}/board?count=30`);
  const [one, other] = rows.filter(({ member_id }) => member_id && member_id !== me.member.id);
  if (!one?.member_id || !other?.member_id) throw new Error("two are named on the board");
  const first = await enters(founder, one.member_id, 1280);
  const second = await enters(founder, other.member_id, 360);
  await second.goto(`/contests/${id}`);
  await settled(second);
  // Challenged by keyboard alone: whoever stands on the board can be chosen by name.
  await first.goto(`/contests/${id}`);
  await settled(first);
  await first.getByText("每场 PK 的赢家得 50 分").first().waitFor();
  await tabTo(first, first.getByRole("button", { name: "挑战一位" }));
  await first.keyboard.press("Enter");
  const dialog = first.getByRole("dialog");
  await dialog.getByRole("combobox").focus();
  await first.keyboard.type(other.name ?? "");
  await first.locator(".ant-select-item-option-active", { hasText: other.name ?? "" }).waitFor();
  expect(await faultsIn(first, { within: "[role=dialog]" })).toEqual([]);
  await first.keyboard.press("Enter");
  await tabTo(first, dialog.getByRole("button", { name: "发起挑战" }));
  await first.keyboard.press("Enter");
  await first.getByText("等对方应战").waitFor();
  await first.getByRole("button", { name: "撤回" }).waitFor();
  expect(await faultsOf(first)).toEqual([]);
  // It comes to the other's phone by itself, and is answered there.
  await second.getByText("应战吗").waitFor();
  expect(await faultsOf(second)).toEqual([]);
  await second.getByRole("button", { name: "应战" }).click();
  for (const page of [first, second, founder]) {
    if (page === founder) await page.goto(`/contests/${id}`);
    const duel = page.locator(".contest-duel").first();
    for (const { name } of [one, other])
      await duel.locator(".contest-duel-side", { hasText: name ?? "" }).waitFor();
    await duel.getByText("领先").waitFor();
    expect(await faultsOf(page)).toEqual([]);
  }
});
