import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Seal } from "../parts/Seal";

/**
 * A page that broke: what happened, what was kept, what to do. By itself it loads the page anew, which
 * also mends a program that was replaced by a newer one while the page stood open.
 */
export function Boundary({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="alone">
      <Seal size={48} />
      <h1>{t("frame.broken.title")}</h1>
      <p>{t("frame.broken.words")}</p>
      <p className="alone-cause">{error instanceof Error ? error.message : ""}</p>
      <Button
        type="primary"
        size="large"
        onClick={() => (again ? again() : window.location.reload())}
      >
        {t("frame.again")}
      </Button>
    </div>
  );
}
