import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useSelf } from "../frame/me";
import { Change } from "../parts/Change";
import { Go } from "../parts/Go";
import { Money } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";

const ask = { measure: "net_sales", period: "month" } as const;
const most = 5;

/** This month's board: its first five, or for a member with a place the five around it. */
export function Places() {
  const { t } = useTranslation();
  const { role } = useSelf();
  const around = useRead("/api/board/around", { params: { query: ask } });
  const near = role !== "founder" && around.data?.me != null;
  const first = useRead("/api/board", { params: { query: { ...ask, count: most } } });
  const rows = near ? nearest(around.data?.rows ?? []) : first.data?.rows;
  const { data } = first;
  if (!data || !rows)
    return (
      <Sheet title={t("home.board.title")}>
        <Skeleton />
      </Sheet>
    );
  if (rows.length === 0) return null;
  return (
    <Sheet
      title={t("home.board.title")}
      aside={<Go to={paths.board({ view: near ? "me" : "top" })}>{t("home.board.all")}</Go>}
    >
      <ol className="home-places">
        {rows.map((row) => (
          <li key={`${row.place}.${row.member_id ?? row.score}`} data-mine={row.mine || undefined}>
            <b data-first={row.place <= 3 || undefined}>{row.place}</b>
            <Person
              name={row.name ?? t("home.board.unnamed")}
              member={row.member_id}
              hint={row.tier}
            />
            {data.compared && <Change by={row.before == null ? null : row.before - row.place} />}
            {row.score != null && <Money fen={row.score} />}
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

/** Five of them with me in the middle, as far as there are neighbours. */
function nearest<R extends { mine: boolean }>(rows: readonly R[]): readonly R[] {
  const me = rows.findIndex((row) => row.mine);
  const start = Math.min(Math.max(0, me - 2), Math.max(0, rows.length - most));
  return rows.slice(start, start + most);
}
