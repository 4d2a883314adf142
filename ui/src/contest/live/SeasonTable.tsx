import { useState } from "react";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Course, Kind } from "../ask";

type SeasonProps = { course: Course; kind: Extract<Kind, { is: "season" }> };
const first = 10;

/** Season points, round by round. */
export function SeasonTable({ course, kind }: SeasonProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { rounds, season } = course;
  if (season.length === 0) return <p>{t("contest.board.nobody")}</p>;
  const rows = all ? season : season.filter((row, at) => at < first || row.mine);
  const head = (at: number) =>
    kind.finalists > 0 && at === rounds.length - 1
      ? t("contest.rounds.final")
      : t("contest.rounds.short", { n: at + 1 });
  return (
    <>
      {/* On a phone it is wider than the screen: keys can scroll it, too. */}
      <section
        className="contest-season"
        aria-label={t("contest.rounds.seasonTable")}
        // oxlint-disable-next-line jsx_a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table>
          <caption className="aside">{t("contest.rounds.seasonTable")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("contest.rounds.place")}</th>
              <th scope="col">{t("contest.rounds.who")}</th>
              <th scope="col">{t("contest.rounds.sum")}</th>
              {rounds.map(({ window }, at) => (
                <th scope="col" key={window.start}>
                  {head(at)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={row.member_id ?? `place${row.place}`}
                data-mine={row.mine || undefined}
                data-final={row.is_finalist || undefined}
              >
                <td>{row.place}</td>
                <th scope="row">
                  {row.name ?? t("contest.unnamed")}
                  {row.is_finalist && <em>{t("contest.rounds.finalist")}</em>}
                </th>
                <td>
                  <b>{row.sum}</b>
                </td>
                {rounds.map(({ window }, at) => (
                  <td key={window.start}>{row.points[at] ?? "·"}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {!all && season.length > rows.length && (
        <Button block onClick={() => setAll(true)}>
          {t("parts.more")}
        </Button>
      )}
    </>
  );
}
