import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { Go } from "../parts/Go";
import { Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { paths } from "../paths";

/** This month among those whom I lead: what is praised, and who is thanked most. */
export function Sum() {
  const { t } = useTranslation();
  const { data } = useRead("/api/praises/sum");
  if (!data || data.people === 0) return null;
  const highest = data.values[0]?.count ?? 1;
  return (
    <Sheet title={t("honour.sum.title", { count: data.people })}>
      <div className="honour-sum">
        <section>
          <h3>{t("honour.sum.members")}</h3>
          <ul>
            {data.members.map((one) => (
              <li key={one.member_id}>
                <Go to={paths.member(one.member_id)} className="person">
                  <Person name={one.name} member={one.member_id} size={28} />
                </Go>
                <span className="number">{t("honour.sum.times", { count: one.count })}</span>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h3>{t("honour.sum.values")}</h3>
          <ul>
            {data.values.map((one) => (
              <li key={one.value}>
                <span>{one.value}</span>
                <i
                  className="honour-bar"
                  aria-hidden="true"
                  style={{ "--part": one.count / highest } as React.CSSProperties}
                />
                <span className="number">{t("honour.sum.times", { count: one.count })}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Sheet>
  );
}
