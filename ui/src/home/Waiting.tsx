import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { paths } from "../paths";
import { useSelf } from "../frame/me";
import { money } from "../parts/format";
import { Go } from "../parts/Go";
import { Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { Money, PointsNumber } from "../parts/Numbers";

/** What waits for me; nothing is shown when nothing waits. */
export function Waiting() {
  const { role } = useSelf();
  return (
    <>
      <Reports />
      {role !== "member" && <Redemptions />}
      {role === "founder" && <Unmatched />}
    </>
  );
}

/** Sales that count for nobody until someone says whose they are. */
function Unmatched() {
  const { t } = useTranslation();
  const { data } = useRead("/api/sellers");
  const open = data?.unmatched ?? [];
  if (open.length === 0) return null;
  const fen = open.reduce((sum, one) => sum + one.fen, 0);
  return (
    <Sheet
      title={t("home.waiting.sellers", { count: open.length })}
      aside={<Go to={paths.sellers()}>{t("home.waiting.match")}</Go>}
    >
      <p>{t("home.waiting.nobodys", { money: money(fen) })}</p>
    </Sheet>
  );
}

/** Reported sales that I may approve. */
function Reports() {
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

/** Prizes that members redeemed and that I approve, send or hand over. */
function Redemptions() {
  const { t } = useTranslation();
  const { data } = useRead("/api/redemptions", {
    params: { query: { whose: "desk", state: "waiting" } },
  });
  const rows = data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Sheet
      title={t("home.waiting.redemptions", { count: rows.length })}
      aside={<Go to={paths.redemptions()}>{t("home.waiting.handle")}</Go>}
    >
      <ul className="home-waiting">
        {rows.slice(0, 3).map((one) => (
          <li key={one.id}>
            <Person name={one.member} member={one.member_id} hint={one.prize} />
            <PointsNumber points={one.points} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
