import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { type Language, languages } from "../words/languages";
import { chooseLanguage } from "./language";
import { NoticeChoice } from "./NoticeChoice";
import { chooseSkin, useSkin } from "./skin";
import { type Skin, skinNames } from "./skins";

/** Skin, language, and whether the system tells. */
export function Choices() {
  const { t, i18n } = useTranslation();
  const skin = useSkin();
  return (
    <div className="choices">
      <span>{t("frame.skin.label")}</span>
      <Segmented<Skin>
        aria-label={t("frame.skin.label")}
        value={skin}
        options={skinNames.map((value) => ({ value, label: t(`frame.skin.${value}`) }))}
        onChange={chooseSkin}
      />
      <span>{t("frame.language.label")}</span>
      <Segmented<Language>
        aria-label={t("frame.language.label")}
        value={i18n.language as Language}
        options={languages.map((value) => ({ value, label: t(`frame.language.${value}`) }))}
        onChange={(language) => void chooseLanguage(language)}
      />
      <NoticeChoice />
    </div>
  );
}
