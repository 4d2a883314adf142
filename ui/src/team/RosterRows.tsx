import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "../api/schema";
import { type Column, Rows } from "../parts/Rows";

type Preview = components["schemas"]["RosterPreview"];
type Row = components["schemas"]["PreviewRow"];
const outcomes = ["refused", "changed", "new", "unchanged"] as const;

/** What each row would do, by outcome; what is refused first. */
export function RosterRows({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const there = outcomes.filter((outcome) => preview[outcome] > 0);
  const [chosen, setChosen] = useState<(typeof outcomes)[number]>();
  const outcome = chosen && there.includes(chosen) ? chosen : there[0];
  const rows = preview.rows.filter((row) => row.outcome === outcome);
  const columns: Column<Row>[] = [
    {
      key: "row",
      title: t("team.roster.row"),
      cell: (row) => <span className="number">{row.row}</span>,
      width: 80,
      phone: "aside",
    },
    {
      key: "name",
      title: t("team.field.name"),
      cell: (row) => <b>{row.name || "—"}</b>,
      width: 140,
      phone: "title",
    },
    { key: "what", title: t("team.roster.what"), cell: (row) => <What row={row} /> },
  ];
  return (
    <div className="team-rows">
      <Segmented
        aria-label={t("team.roster.rows")}
        value={outcome}
        options={there.map((value) => ({
          value,
          label: `${t(`team.outcome.${value}`)} ${preview[value]}`,
        }))}
        onChange={setChosen}
      />
      <Rows rows={rows} columns={columns} rowKey={(row) => row.row} label={t("team.roster.rows")} />
      {outcome && rows.length < preview[outcome] && (
        <p className="team-note">
          {t("team.roster.shown", { shown: rows.length, count: preview[outcome] })}
        </p>
      )}
    </div>
  );
}

const fieldKeys = new Set([
  "name",
  "phone",
  "wechat",
  "department",
  "post",
  "birthday",
  "hobbies",
  "joined",
  "left",
  "sponsor",
  "tier",
  "seller",
]);

function What({ row }: { row: Row }) {
  const { t } = useTranslation();
  const field = (name: string) => (fieldKeys.has(name) ? t(`team.field.${name}`) : name);
  return (
    <ul className="team-what">
      {row.refusals.map((no) => (
        <li key={`${no.code} ${no.column}`} data-bad>
          {no.column && (
            <b>
              {field(no.column)}
              {no.read && (
                <>
                  {" "}
                  <q>{no.read}</q>
                </>
              )}
            </b>
          )}
          <span>{no.words}</span>
        </li>
      ))}
      {row.differences.map((difference) => (
        <li key={difference.field + difference.after}>
          <b>{field(difference.field)}</b>
          <span>
            {difference.before ?? t("team.roster.wasEmpty")} → {difference.after}
          </span>
        </li>
      ))}
      {row.notes.map((note) => (
        <li key={note}>
          <span>{note}</span>
        </li>
      ))}
      {row.outcome === "new" && row.notes.length === 0 && <li>{t("team.roster.joins")}</li>}
      {row.outcome === "unchanged" && <li>{t("team.roster.same")}</li>}
    </ul>
  );
}
