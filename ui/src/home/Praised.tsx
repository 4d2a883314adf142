import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { Avatar } from "../parts/Avatar";
import { Go } from "../parts/Go";
import { Sheet } from "../parts/Page";
import { paths } from "../paths";

/** As many as there is room for. */
const take = 3;

/** Who was thanked lately; nothing is shown when nobody was. */
export function Praised() {
  const { t } = useTranslation();
  const { data } = useRead("/api/praises", { params: { query: { take } } });
  if (!data || data.praises.length === 0) return null;
  const somebody = t("home.praised.somebody");
  return (
    <Sheet
      title={t("home.praised.title")}
      aside={<Go to={paths.praises()}>{t("home.praised.all")}</Go>}
    >
      <ul className="home-praised">
        {data.praises.map(({ id, by, to, value, words }) => (
          <li key={id}>
            <Avatar name={to[0]?.name ?? somebody} member={to[0]?.member_id} />
            <p>
              <small>
                {t("home.praised.who", {
                  by: by.name ?? somebody,
                  to: to.map(({ name }) => name ?? somebody).join(t("home.praised.comma")),
                  value,
                })}
              </small>
              {words}
            </p>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
