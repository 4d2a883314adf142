// How many frames a second the wall draws while twenty rows glide, in Chromium and in WebKit without a
// graphics card: printed as one line of JSON, for the benchmark.
//
//   node tests/page/frames.ts
import { launch, viewer } from "./browser.ts";
import { startServer } from "./server.ts";
import { dealtWall } from "./wall.ts";
import { launchWebKit } from "./webkit.ts";

const [width, height] = [1920, 1080];
const overtakesEvery = 900;

/** Ten seconds of frames; those that count are drawn while somebody glides. */
const watched = `
  // Nothing glides in a driven browser; here it is what is looked at.
  Object.defineProperty(Navigator.prototype, "webdriver", { configurable: true, get: () => false });
  const frame = () => new Promise(requestAnimationFrame);
  const people = () => document.querySelectorAll(".wall-person").length;
  while (people() < 20) await frame();
  await new Promise((done) => setTimeout(done, 1500));
  const gliding = () =>
    document.getAnimations().filter(({ effect }) => effect.target.matches(".wall-person")).length;
  const frames = [];
  let [start, last, were, most] = [await frame(), performance.now(), gliding(), 0];
  last = start;
  while (last - start < 10_000) {
    const next = await frame();
    if (were > 0) frames.push(next - last);
    were = gliding();
    most = Math.max(most, were);
    last = next;
  }
  return { frames, most };
`;

type Watched = { frames: number[]; most: number };

function sum({ frames, most }: Watched) {
  const sorted = frames.toSorted((a, b) => a - b);
  const all = sorted.reduce((sum, millis) => sum + millis, 0);
  return {
    frames: sorted.length,
    a_second: Math.round((sorted.length * 10_000) / all) / 10,
    p95_ms: Math.round(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0),
    rows: most,
  };
}

const server = await startServer();
const browser = await launch();
const founder = await viewer(browser, server.address);
const post = async (path: string, data: object) => {
  const headers = { origin: server.address };
  const answer = await founder.request.post(path, { headers, data });
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as { id: number; path: string };
};
await post("/api/start/demo", {});
const begun = await post("/api/contests", {
  rule: {
    name: "测",
    look: "festive",
    kind: { is: "ranking" },
    start: Date.parse("2026-11-01T00:00:00+08:00"),
    end: Date.parse("2026-11-30T00:00:00+08:00"),
    appeal_hours: 24,
    who: { is: "everyone" },
    late_joiners: true,
    leavers: true,
    counted: [{ measure: "net_sales" }],
    ties: ["earlier"],
    shared: "split",
    prizes: [{ to: { is: "places", first: 1, last: 3 }, points: 100 }],
  },
});
await post(`/api/contests/${begun.id}/acts`, { act: "publish", accepts_warnings: true });
const { path } = await post(`/api/contests/${begun.id}/walls`, {});
const dealt = await dealtWall(server.address, path);
const timer = setInterval(dealt.tell, overtakesEvery);

const context = await viewer(browser, dealt.wall, { width, height, motion: true });
const page = await context.newPage();
await page.goto(dealt.wall);
const chromium = (await page.evaluate(`(async () => { ${watched} })()`)) as Watched;
await browser.close();

const webkit = await launchWebKit(width, height);
await webkit.open(dealt.wall);
const shown = await webkit.run<Watched>(watched);
await webkit.close();

clearInterval(timer);
await dealt.stop();
await server.stop();
process.stdout.write(`${JSON.stringify({ chromium: sum(chromium), webkit: sum(shown) })}\n`);
