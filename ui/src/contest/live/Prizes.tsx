import { useTranslation } from "react-i18next";
import type { Rule } from "../ask";
import { prizeWords } from "../words";

/** What can be won; those just won are marked. */
export function Prizes({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  if (rule.prizes.length === 0) return <p>{t("contest.prizes.none")}</p>;
  return (
    <ol className="contest-prizes">
      {rule.prizes.map((prize) => (
        <li key={JSON.stringify(prize)}>{prizeWords(t, rule, prize)}</li>
      ))}
    </ol>
  );
}
