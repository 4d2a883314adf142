import { useTranslation } from "react-i18next";
import { Go } from "../parts/Go";
import { Seal } from "../parts/Seal";
import { paths } from "../paths";

/** An address without a page. */
export function Nowhere() {
  const { t } = useTranslation();
  return (
    <main className="alone" tabIndex={-1}>
      <Seal size={48} />
      <h1>{t("frame.nowhere.title")}</h1>
      <p>{t("frame.nowhere.words")}</p>
      <Go to={paths.home()}>{t("frame.nowhere.home")}</Go>
    </main>
  );
}
