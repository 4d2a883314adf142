import { useTranslation } from "react-i18next";
import { Sheet } from "../../parts/Page";
import type { Hall } from "../ask";
import { Certificate, Consent, Reason, useDays } from "./HolderRow";
import "./title.css";

/** Titles and rights of a hall of honours; nothing is shown when there are none. */
export function Held({ hall }: { hall: Hall }) {
  const { t } = useTranslation();
  const days = useDays();
  const groups = [
    { name: "titles", all: hall.titles.filter(({ is_right }) => !is_right) },
    { name: "rights", all: hall.titles.filter(({ is_right }) => is_right) },
  ];
  return groups.map(
    ({ name, all }) =>
      all.length > 0 && (
        <Sheet key={name} title={t(`title.hall.${name}`)}>
          <ul className="title-hall">
            {all.map((one) => (
              <li key={one.award_id} data-standing={one.standing}>
                <h3 className={one.is_right ? undefined : "title-name"}>{one.title}</h3>
                <p className="title-quiet">
                  {days(one)} · {t(`title.standing.${one.standing}`)}
                </p>
                <Reason holder={one} />
                {one.brings && (
                  <p className="title-quiet">{t("title.brings", { what: one.brings })}</p>
                )}
                {one.ended && (
                  <p className="title-quiet">{t("title.hall.ended", { reason: one.ended })}</p>
                )}
                <div className="title-acts">
                  <Consent holder={one} />
                  {!one.is_right && one.standing !== "taken_back" && (
                    <Certificate award={one.award_id} />
                  )}
                </div>
              </li>
            ))}
          </ul>
        </Sheet>
      ),
  );
}
