// What journeys through contests begin with.
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { ask } from "./journey.ts";

/** Writes beside what the page does, as its viewer. */
export async function write<T>(page: Page, path: string, data: object): Promise<T> {
  // A request of the page's own: others may not write.
  const { origin } = new URL((await page.request.get("/api/start")).url());
  const headers = { origin };
  const answer = await page.request.post(path, { headers, data });
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

type Kind = { is: string; cuts?: number[] };
type Templates = { templates: { code: string; rule: { name: string; kind: Kind } }[] };

/** The beginning of a day of the demo's November. */
export const on = (day: string) => Date.parse(`2026-11-${day}T00:00:00+08:00`);

/** A contest of the demo team's November from a template, a ranking without one, published. */
export async function published(
  page: Page,
  change: object = {},
  template = "top_seller",
): Promise<number> {
  const { templates } = await ask<Templates>(page, "/api/contests/templates");
  const rule = templates.find(({ code }) => code === template)?.rule;
  const dates = { start: on("01"), end: on("30"), freeze_at: null };
  const cuts = rule?.kind.cuts?.map((_, at) => on(String(6 * at + 7).padStart(2, "0")));
  const kind = { ...rule?.kind, ...(cuts && { cuts }) };
  const begun = { rule: { ...rule, kind, ...dates, ...change } };
  const { id } = await write<{ id: number }>(page, "/api/contests", begun);
  await write(page, `/api/contests/${id}/acts`, { act: "publish", accepts_warnings: true });
  return id;
}

/** A sale of the viewer's own, reported and approved. */
export async function sell(page: Page, fen: number): Promise<void> {
  const item = `journey ${fen}`;
  const sold_at = Date.parse("2026-11-18T12:00:00+08:00");
  await write(page, "/api/reports", { item, amount_fen: fen, quantity: 1, sold_at });
  await approve(page, (report) => report.item === item);
}

type Report = { id: number; item: string };

/** Approves what waits and is meant. */
export async function approve(page: Page, meant: (report: Report) => boolean): Promise<void> {
  const { reports } = await ask<{ reports: Report[] }>(page, "/api/reports?standing=waiting");
  for (const { id } of reports.filter(meant))
    await write(page, `/api/reports/${id}/decision`, { act: "approve" });
}
