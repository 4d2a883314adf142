import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { paths } from "../paths";
import { Go } from "../parts/Go";
import { Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { Money } from "../parts/Numbers";

/** What waits for me: reported sales that I may approve. Nothing is shown when nothing waits. */
export function Waiting() {
  const { t } = useTranslation();
  const { data } = useRead("/api/reports", { params: { query: { standing: "waiting" } } });
  const mine = (data?.reports ?? []).filter((report) => report.may.includes("approve"));
  if (mine.length === 0) return null;
  return (
    <Sheet
      title={t("home.waiting.title", { count: mine.length })}
      aside={<Go to={paths.approvals()}>{t("home.waiting.decide")}</Go>}
    >
      <ul className="home-waiting">
        {mine.slice(0, 3).map((report) => (
          <li key={report.id}>
            <Person name={report.member_name} hint={report.item} />
            <Money fen={report.amount_fen} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
