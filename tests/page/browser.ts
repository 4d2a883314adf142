// Debian's Chromium, driven. Without the background flags it would look up hosts at every start.
import playwright, { type Browser } from "../../ui/node_modules/playwright-core/index.js";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const skins = ["light", "dark", "festive"] as const;
export const languages = ["zh-CN", "en"] as const;
export type Skin = (typeof skins)[number];
export type Language = (typeof languages)[number];

/** A browser that ends with the caller. */
export const launch = (): Promise<Browser> =>
  playwright.chromium.launch({
    executablePath: process.env.HONGBANG_CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: flags,
  });

/** How long anything may take to show on a busy machine; nothing waits for less. */
export const patience = 60_000;

export type Look = {
  skin?: Skin;
  language?: Language;
  width?: number;
  height?: number;
  /** Whether things may glide; without it nothing moves. */
  motion?: boolean;
};

/** A viewer of their own: own cookies, own memory, a skin and a language already chosen. */
export async function viewer(browser: Browser, address: string, look: Look = {}) {
  const {
    skin = "light",
    language = "zh-CN",
    width = 1280,
    height = width < 720 ? 740 : 800,
    motion = false,
  } = look;
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height },
    locale: language,
    timezoneId: "America/New_York", // not the team's: a page that used the viewer's zone would show it
    reducedMotion: motion ? "no-preference" : "reduce",
  });
  context.setDefaultTimeout(patience);
  await context.addInitScript(
    ([skin, language]) => {
      localStorage.setItem("hongbang::skin", JSON.stringify(skin));
      localStorage.setItem("hongbang::language", JSON.stringify(language));
    },
    [skin, language] as const,
  );
  // Nothing glides in a driven browser; here it is what is looked at.
  if (motion)
    await context.addInitScript(() =>
      Object.defineProperty(navigator, "webdriver", { get: () => false }),
    );
  return context;
}
