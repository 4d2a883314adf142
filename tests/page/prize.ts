// What journeys through the shop begin with.
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { write } from "./contest.ts";
import { ask } from "./journey.ts";

/** A prize as most are. */
export const offer = {
  kind: "goods",
  name: "保温杯",
  words: "",
  points: 300,
  cost_fen: 4_500,
  stocked: true,
  low: 1,
  limit: null,
  tiers: [] as number[],
  branch: null,
  from: null,
  until: null,
  approval: true,
  ships: false,
  offered: true,
};

/** A prize with so many pieces, beside what the page does. */
export async function addPrize(
  founder: Page,
  change: Partial<typeof offer>,
  pieces: number,
): Promise<number> {
  const wanted = { offer: { ...offer, ...change } };
  const { id } = await write<{ id: number }>(founder, "/api/prizes", wanted);
  await write(founder, `/api/prizes/${id}/stock`, { pieces, reason: "新到货" });
  return id;
}

/** One piece, redeemed beside what the page does. */
export async function redeem(member: Page, prize: number): Promise<number> {
  const { points } = await ask<{ points: number }>(member, `/api/prizes/${prize}`);
  const wish = { request: `${prize}.${points}`, pieces: 1, points, deliver: null, note: null };
  const { id } = await write<{ id: number }>(member, `/api/prizes/${prize}/redemptions`, wish);
  return id;
}
