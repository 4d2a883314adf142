import { Outlet } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { FacesContext } from "../parts/faces";
import { Skeleton } from "../parts/Skeleton";
import { Bar } from "./Bar";
import { Boundary } from "./Boundary";
import { useFaces } from "./faces";
import { recallLanguage } from "./language";
import { later } from "./later";
import { useLive } from "./live";
import { useMe } from "./me";
import { setViewer } from "./memory";
import { Notices } from "./Notices";
import { recallNoticing } from "./notice";
import { usePaletteKey } from "./palette";
import { Rail } from "./Rail";
import { Shortcuts } from "./Shortcuts";
import { recallSkin } from "./skin";
import { Ground } from "./Skins";
import { Top } from "./Top";

const Palette = later(() => import("./Palette"));
const idleMillis = 1500;

/** The frame of every page behind sign-in: rail (bar on phones), top, page. */
export function Frame() {
  const { t } = useTranslation();
  const me = useMe();
  const [palette, setPalette] = useState(false);
  usePaletteKey(setPalette);
  const viewer = me.data && `${me.data.team.id}.${me.data.member.id}`;
  useLive(viewer !== undefined);
  const faces = useFaces(viewer !== undefined);
  // Storage is outside React: who is looking decides what was kept.
  useEffect(() => {
    if (!viewer) return;
    setViewer(viewer);
    recallSkin();
    recallNoticing();
    void recallLanguage();
  }, [viewer]);

  // Fetched while nobody waits, so that Ctrl+K answers at once.
  useEffect(() => {
    const timer = window.setTimeout(() => void Palette.fetch(), idleMillis);
    return () => window.clearTimeout(timer);
  }, []);

  if (me.error && me.error.status !== 401 && !me.data)
    return (
      <div className="ground frame-alone">
        <Boundary error={me.error} again={() => void me.refetch()} />
      </div>
    );
  if (!me.data)
    return (
      <div className="ground frame-alone">
        <Skeleton />
      </div>
    );
  return (
    <FacesContext value={faces}>
      <div className="frame ground">
        <Ground>
          <a className="skip" href="#main">
            {t("frame.skip")}
          </a>
          <Rail onSearch={() => setPalette(true)} />
          <div className="frame-page">
            <Top onSearch={() => setPalette(true)} />
            <main id="main" tabIndex={-1}>
              <Outlet />
            </main>
          </div>
          <Bar />
          <Shortcuts />
          <Notices />
        </Ground>
      </div>
      {palette && <Palette onClose={() => setPalette(false)} />}
    </FacesContext>
  );
}
