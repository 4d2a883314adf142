import { useTranslation } from "react-i18next";
import type { Mapping, Table } from "./choices";

/** The first rows of a table, what each column is above its heading. */
export function Sample({ table, mapping }: { table: Table; mapping: Mapping }) {
  const { t } = useTranslation();
  const fieldOf = (heading: string) =>
    mapping.columns.find((mapped) => mapped.column === heading)?.field;
  const shown = table.headings
    .map((heading, at) => ({ heading, at, field: fieldOf(heading) }))
    .filter(({ heading }) => heading);
  // Columns that are read come first; a person looks for those.
  const ordered = [...shown.filter(({ field }) => field), ...shown.filter(({ field }) => !field)];
  return (
    // A wide table scrolls by keyboard, too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="sale-sample" tabIndex={0} aria-label={t("sale.import.sample")}>
      <table>
        <thead>
          <tr>
            {ordered.map(({ heading, field }) => (
              <th key={heading} data-read={field ? true : undefined}>
                {field && <small>{t(`sale.field.${field}`)}</small>}
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.sample.map((row, line) => (
            // The rows of a sample never change places.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={line}>
              {ordered.map(({ heading, at, field }) => (
                <td key={heading} data-read={field ? true : undefined}>
                  {row[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
