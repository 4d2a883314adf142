import { Popover } from "antd";
import { Search, WifiOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../parts/Avatar";
import { Go } from "../parts/Go";
import { Seal } from "../parts/Seal";
import { paths } from "../paths";
import { Choices } from "./Choices";
import { useIsLive } from "./live";
import { useSelf } from "./me";
import { menuEntries } from "./menu";
import { OnPaper } from "./Skins";

export function Top({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation();
  const { team, member, role } = useSelf();
  const [open, setOpen] = useState(false);
  const live = useIsLive();
  return (
    <header className="top">
      <Go to={paths.home()} className="top-mark" aria-label={t("frame.name")}>
        <Seal size={32} />
      </Go>
      <p className="top-team">
        <b>{team.name}</b>
        {team.is_demo && <span className="tag">{t("frame.demo")}</span>}
      </p>
      {!live && (
        <p className="top-lost" role="status">
          <WifiOff size={16} aria-hidden="true" />
          <span>{t("frame.lost")}</span>
        </p>
      )}
      <button
        type="button"
        className="plain-icon top-search"
        aria-label={t("frame.palette.open")}
        onClick={onSearch}
      >
        <Search size={20} strokeWidth={1.75} aria-hidden="true" />
      </button>
      <OnPaper>
        <Popover
          open={open}
          onOpenChange={setOpen}
          trigger="click"
          placement="bottomRight"
          arrow={false}
          content={
            <div className="me-menu">
              <p>
                <b>{member.name}</b>
                <span>{t(`frame.role.${role}`)}</span>
              </p>
              <Choices />
              {menuEntries().map(({ title, to, act }) =>
                to ? (
                  <Go key={title} to={to} onClick={() => setOpen(false)}>
                    {t(title)}
                  </Go>
                ) : (
                  <button key={title} type="button" onClick={act}>
                    {t(title)}
                  </button>
                ),
              )}
            </div>
          }
        >
          <button type="button" className="top-me" aria-haspopup="dialog" aria-expanded={open}>
            <Avatar name={member.name} member={member.id} size={32} />
            <span>{member.name}</span>
          </button>
        </Popover>
      </OnPaper>
    </header>
  );
}
