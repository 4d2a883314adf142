import dayjs from "dayjs";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import "dayjs/locale/zh-cn";

export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];

type Words = { words: Record<string, unknown> };
const catalogues: Record<Language, () => Promise<Words>> = {
  "zh-CN": () => import("./zh-CN"),
  en: () => import("./en"),
};

/** The viewer's language: the kept one, else the system's, else Chinese (`C` is no language). */
export function startLanguage(kept: string | undefined): Language {
  // The window says it where the web view would take no language for English.
  const wanted = kept ?? window.systemLanguage ?? navigator.language ?? "";
  return wanted.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

export async function setLanguage(language: Language): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      resources: {},
      keySeparator: ".",
      nsSeparator: false,
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    });
  }
  if (!i18next.hasResourceBundle(language, "translation")) {
    const { words } = await catalogues[language]();
    i18next.addResourceBundle(language, "translation", words);
  }
  await i18next.changeLanguage(language);
  dayjs.locale(language === "en" ? "en" : "zh-cn");
  document.documentElement.lang = language;
}
