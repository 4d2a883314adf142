import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Go } from "../parts/Go";
import { Seal } from "../parts/Seal";
import { paths } from "../paths";
import { useNav, useOpenPath } from "./nav";

export function Rail({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation();
  const groups = useNav();
  const open = useOpenPath(groups.flatMap(({ pages }) => pages));
  return (
    <div className="rail">
      <Go to={paths.home()} className="rail-mark">
        <Seal size={36} />
        <span>{t("frame.name")}</span>
      </Go>
      <button type="button" className="rail-search" onClick={onSearch}>
        <Search size={16} strokeWidth={1.75} aria-hidden="true" />
        <span>{t("frame.palette.open")}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <nav aria-label={t("frame.nav.label")}>
        {groups.map(({ group, pages }) => (
          <section key={group} aria-label={t(`frame.nav.${group}`)}>
            {group !== "me" && <h2 aria-hidden="true">{t(`frame.nav.${group}`)}</h2>}
            {pages.map(({ path, title, nav: { icon: Icon } }) => (
              <Go key={path} to={path} aria-current={path === open ? "page" : undefined}>
                <Icon size={18} strokeWidth={1.6} aria-hidden="true" />
                {t(title)}
              </Go>
            ))}
          </section>
        ))}
      </nav>
    </div>
  );
}
