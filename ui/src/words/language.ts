import dayjs from "dayjs";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import "dayjs/locale/zh-cn";
import { catalogues, type Language } from "./languages";

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
