import { useTranslation } from "react-i18next";
import { Go } from "../parts/Go";
import { Layer } from "../parts/Layer";
import { Choices } from "./Choices";
import { useNav } from "./nav";

/** Everything that has no place in the phone's bottom bar. */
export default function More({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const groups = useNav();
  return (
    <Layer title={t("frame.more")} from="bottom" onClose={onClose}>
      <div className="more">
        {groups.map(({ group, pages }) => (
          <section key={group}>
            <h3>{t(`frame.nav.${group}`)}</h3>
            {pages.map(({ path, title, nav: { icon: Icon } }) => (
              <Go key={path} to={path} onClick={onClose}>
                <Icon size={20} strokeWidth={1.6} aria-hidden="true" />
                {t(title)}
              </Go>
            ))}
          </section>
        ))}
        <Choices />
      </div>
    </Layer>
  );
}
