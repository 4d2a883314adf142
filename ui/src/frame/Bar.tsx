import { Menu } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Go } from "../parts/Go";
import { later } from "./later";
import { useNav, useOpenPath } from "./nav";

const More = later(() => import("./More"));

/** The phone's way around: at most four pages and 更多. */
export function Bar() {
  const { t } = useTranslation();
  const [more, setMore] = useState(false);
  const pages = useNav()
    .flatMap(({ pages }) => pages)
    .filter(({ nav }) => nav.bar !== undefined)
    .sort((a, b) => (a.nav.bar ?? 0) - (b.nav.bar ?? 0))
    .slice(0, 4);
  const open = useOpenPath(pages);
  return (
    <>
      <nav className="bar" aria-label={t("frame.nav.label")}>
        {pages.map(({ path, title, nav: { icon: Icon, short } }) => (
          <Go key={path} to={path} aria-current={path === open ? "page" : undefined}>
            <Icon size={22} strokeWidth={1.6} aria-hidden="true" />
            <span>{t(short ?? title)}</span>
          </Go>
        ))}
        <button type="button" aria-haspopup="dialog" onClick={() => setMore(true)}>
          <Menu size={22} strokeWidth={1.6} aria-hidden="true" />
          <span>{t("frame.more")}</span>
        </button>
      </nav>
      {more && <More onClose={() => setMore(false)} />}
    </>
  );
}
