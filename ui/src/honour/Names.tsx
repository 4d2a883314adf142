import { useTranslation } from "react-i18next";
import { Go } from "../parts/Go";
import { paths } from "../paths";
import type { Somebody } from "./ask";

/** Some people by name; who is not named is a partner. */
export function Names({ people }: { people: readonly Somebody[] }) {
  const { t } = useTranslation();
  return people.map((one, nth) => (
    <span key={one.member_id ?? `unnamed-${nth}`}>
      {nth > 0 && t("honour.comma")}
      {one.name && one.member_id != null ? (
        <Go to={paths.honours(one.member_id)}>
          <b>{one.name}</b>
        </Go>
      ) : (
        t("honour.somebody")
      )}
    </span>
  ));
}
