// Pictures of pages, to be looked at: routes × skins × languages × widths into tests/shots/.
//
//   npm run shots -- --address http://127.0.0.1:7474 --routes /,/boards [--skins light,dark]
//     [--languages zh-CN,en] [--widths 1280,360] [--cookie hongbang=…] [--post /api/demo/session]
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Language, languages, launch, type Skin, skins, viewer } from "./browser.ts";

const { values } = parseArgs({
  options: {
    address: { type: "string", default: "http://127.0.0.1:7474" },
    routes: { type: "string", default: "/" },
    skins: { type: "string", default: skins.join() },
    languages: { type: "string", default: languages.join() },
    widths: { type: "string", default: "1280,360" },
    cookie: { type: "string" },
    /** Sent before the first page, e.g. to sign in: `path` or `path {json}`. */
    post: { type: "string" },
    full: { type: "boolean", default: false },
  },
});
const list = (text: string) => text.split(",").filter(Boolean);
const folder = new URL("../shots/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });

const browser = await launch();
for (const skin of list(values.skins) as Skin[])
  for (const language of list(values.languages) as Language[])
    for (const width of list(values.widths).map(Number)) {
      const context = await viewer(browser, values.address, { skin, language, width });
      const [name, value] = values.cookie?.split("=") ?? [];
      if (name && value) await context.addCookies([{ name, value, url: values.address }]);
      const [path, ...body] = values.post?.split(" ") ?? [];
      if (path)
        await context.request.post(path, {
          data: body.length ? JSON.parse(body.join(" ")) : undefined,
        });
      const page = await context.newPage();
      page.on("pageerror", (error) => process.stderr.write(`${page.url()}: ${error.message}\n`));
      for (const route of list(values.routes)) {
        await page.goto(route);
        await page
          .locator("h1")
          .first()
          .waitFor({ timeout: 10_000 })
          .catch(() => undefined);
        // What is still coming announces itself as a skeleton.
        await page
          .locator(".skeleton")
          .waitFor({ state: "detached", timeout: 10_000 })
          .catch(() => undefined);
        const file = `${route.replaceAll(/[^\w]+/g, "_").replace(/^_|_$/g, "") || "home"}-${skin}-${language}-${width}.png`;
        await page.screenshot({ path: folder + file, fullPage: values.full });
        process.stdout.write(`tests/shots/${file}\n`);
      }
      await context.close();
    }
await browser.close();
