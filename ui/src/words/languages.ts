// Which languages there are, and which one a viewer starts in. Small: it comes before the page.
export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];

type Words = { words: Record<string, unknown> };
export const catalogues: Record<Language, () => Promise<Words>> = {
  "zh-CN": () => import("./zh-CN"),
  en: () => import("./en"),
};

/** The viewer's language: the kept one, else the system's, else Chinese (`C` is no language). */
export function startLanguage(kept: string | undefined): Language {
  // The window says it where the web view would take no language for English.
  const wanted = kept ?? window.systemLanguage ?? navigator.language ?? "";
  return wanted.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}
