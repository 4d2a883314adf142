import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useSelf } from "../frame/me";
import { paths } from "../paths";
import { Go } from "../parts/Go";
import { money } from "../parts/format";
import { Change } from "../parts/Change";
import { Money } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { Skeleton } from "../parts/Skeleton";

const ask = { measure: "net_sales", period: "month" } as const;
const most = 5;

/** This month's board: me and my neighbours, or the first five for who has no place. */
export function Places() {
  const { t } = useTranslation();
  const { member } = useSelf();
  const around = useRead("/api/board/around", { params: { query: { ...ask, member: member.id } } });
  const placed = around.data?.me != null;
  const first = useRead("/api/board", {
    params: { query: { ...ask, count: most } },
    enabled: around.data !== undefined && !placed,
  });
  const { data } = around;
  const rows = placed ? near(data?.rows ?? []) : first.data?.rows;
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
      aside={
        <Go to={paths.board({ measure: ask.measure, period: ask.period })}>
          {t("home.board.all")}
        </Go>
      }
    >
      {data.gap && (
        <p className="home-gap">
          {t("home.board.gap", { more: money(data.gap.more_to_pass), place: data.gap.place })}
        </p>
      )}
      <ol className="home-places">
        {rows.map((row) => (
          <li key={`${row.place}.${row.member_id ?? row.score}`} data-mine={row.mine || undefined}>
            <b data-first={row.place <= 3 || undefined}>{row.place}</b>
            <Person name={row.name ?? t("home.board.unnamed")} size={32} />
            {data.compared && <Change by={row.before == null ? null : row.before - row.place} />}
            {row.score != null && <Money fen={row.score} />}
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

/** Five of them with me in the middle, as far as there are neighbours. */
function near<R extends { mine: boolean }>(rows: readonly R[]): readonly R[] {
  const me = rows.findIndex((row) => row.mine);
  const start = Math.min(Math.max(0, me - 2), Math.max(0, rows.length - most));
  return rows.slice(start, start + most);
}
