import { Outlet, useMatches, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useSentence } from "./announce";
import { Busy } from "./Busy";
import { allPages } from "./pages";
import { Toasts } from "./Toasts";

/** The page's name in the window's title, and the focus at the new page's head. */
function usePageName() {
  const { t } = useTranslation();
  const route = useMatches().at(-1)?.fullPath ?? "/";
  const path = useRouterState().resolvedLocation?.pathname;
  const page = allPages().find((page) => page.path === route);
  const name = page ? t(page.title) : "";
  // The document is outside React.
  useEffect(() => {
    document.title = name ? `${name} · ${t("frame.name")}` : t("frame.name");
  }, [name, t]);
  // After a change of page the focus would stay on a link that may be gone: it goes to the head. The
  // first page is left as it opens, or Tab would not begin with the way past the rail.
  const before = useRef(path);
  useEffect(() => {
    const from = before.current;
    before.current = path;
    if (from === undefined || path === undefined || from === path) return;
    const active = document.activeElement;
    if (active && active !== document.body && active.closest("main, dialog, [role=dialog]")) return;
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  }, [path]);
  return name;
}

/** What stands around every page, framed or bare: title, toasts, the polite live region. */
export function Shell() {
  const name = usePageName();
  const sentence = useSentence();
  return (
    <>
      <Outlet />
      <Busy />
      <Toasts />
      <div className="aside" aria-live="polite" role="status">
        {sentence}
      </div>
      <div className="aside" aria-live="polite">
        {name}
      </div>
    </>
  );
}
