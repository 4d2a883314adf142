// Pictures of pages, to be looked at: routes × skins × languages × widths into tests/shots/.
//
//   npm run shots                          a demo server of its own, every page
//   npm run shots -- --address http://127.0.0.1:7474 --routes /,/boards --skins light,dark
//     --languages zh-CN --widths 1280,360 [--full] [--cookie hongbang=…]
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import type { BrowserContext } from "../../ui/node_modules/playwright-core/index.js";
import { type Language, languages, launch, type Skin, skins, viewer } from "./browser.ts";
import { startServer } from "./server.ts";
import { settled, walk } from "./walk.ts";

const { values } = parseArgs({
  options: {
    address: { type: "string" },
    routes: { type: "string", default: "" },
    skins: { type: "string", default: skins.join() },
    languages: { type: "string", default: languages.join() },
    widths: { type: "string", default: "1280,360" },
    /** Someone else than the demo team's founder. */
    cookie: { type: "string" },
    /** The whole page, not only what is seen first. */
    full: { type: "boolean", default: false },
  },
});
const list = (text: string) => text.split(",").filter(Boolean);
const folder = new URL("../shots/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });

const server = values.address
  ? { address: values.address, stop: async () => {} }
  : await startServer();
const browser = await launch();

async function signIn(context: BrowserContext) {
  const [name, value] = values.cookie?.split("=") ?? [];
  if (name && value) return context.addCookies([{ name, value, url: server.address }]);
  await context.request.post("/api/start/demo", {
    headers: { origin: server.address },
    data: {},
  });
}

async function open(look: { skin?: Skin; language?: Language; width?: number }) {
  const context = await viewer(browser, server.address, look);
  await signIn(context);
  return context;
}

let routes = list(values.routes);
if (routes.length === 0) {
  const context = await open({});
  routes = await walk(context);
  await context.close();
}

const nameOf = (route: string) => route.replaceAll(/\W+/g, "_").replace(/^_|_$/g, "") || "home";

for (const skin of list(values.skins) as Skin[])
  for (const language of list(values.languages) as Language[])
    for (const width of list(values.widths).map(Number)) {
      const context = await open({ skin, language, width });
      const page = await context.newPage();
      page.on("pageerror", (error) => process.stderr.write(`${page.url()}: ${error.message}\n`));
      for (const route of routes) {
        await page.goto(route);
        await settled(page).catch((error: Error) =>
          process.stderr.write(`${route}: ${error.message}\n`),
        );
        const file = `${nameOf(route)}-${skin}-${language}-${width}.png`;
        await page.screenshot({ path: folder + file, fullPage: values.full });
        process.stdout.write(`tests/shots/${file}\n`);
      }
      await context.close();
    }
await browser.close();
await server.stop();
