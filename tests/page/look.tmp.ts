import { launch, viewer } from "./browser.ts";
const at = "http://127.0.0.1:7481";
const b = await launch();
let id = 0;
for (const [skin, width, language] of [
  ["light", 1280, "zh-CN"],
  ["festive", 360, "en"],
] as const) {
  const c = await viewer(b, at, { skin, width, language });
  await c.request.post("/api/start/demo", { headers: { origin: at }, data: {} });
  const p = await c.newPage();
  if (!id) {
    const { templates } = await (await c.request.get("/api/contests/templates")).json();
    const rule = templates[0].rule;
    rule.prizes[0].thing = "月度销冠";
    rule.prizes[0].title = 1;
    const r = await c.request.post("/api/contests", { headers: { origin: at }, data: { rule } });
    id = (await r.json()).id;
  }
  await p.goto(`/contests/${id}/edit`);
  await p.waitForTimeout(2500);
  await p
    .locator(".contest-steps")
    .getByRole("button", { name: /奖品|Prizes/ })
    .click();
  await p.waitForTimeout(1500);
  await p.screenshot({ path: `/tmp/wiz-${skin}.png`, fullPage: true });
  await c.close();
}
await b.close();
