// What a person chooses for a file, as the wizard holds it and as the server takes it.
import type { components } from "../../api/schema";

export type Upload = components["schemas"]["UploadShown"];
export type Table = components["schemas"]["TableShown"];
export type Mapping = components["schemas"]["Mapping"];
export type Field = components["schemas"]["Field"];
export type Match = components["schemas"]["Match"];
export type Shown = components["schemas"]["OrdersPreview"];

export interface Choice {
  index: number;
  taken: boolean;
  mapping: Mapping;
  exportedAt: number | undefined;
  /** Whether its order numbers need the name of their group. */
  needsGroup: boolean;
  /** Whether a person must still say what the amount is of. */
  asksLevel: boolean;
}

const needed: Field[] = ["amount"];

/** Whether a mapping says enough to read orders by it. */
export const isWhole = (mapping: Mapping) =>
  needed.every((field) => mapping.columns.some((mapped) => mapped.field === field));

/** Whether the group that order numbers are unique in is still to be named. */
export const lacksGroup = ({ needsGroup, mapping }: Choice) =>
  needsGroup &&
  !mapping.group?.trim() &&
  !mapping.columns.some((mapped) => mapped.field === "group");

/** The choices a file begins with: every table that is known, or the one there is. */
export function firstChoices({ tables }: Upload): Choice[] {
  const known = (table: Table) => table.known_by === "shop" || table.known_by === "remembered";
  const some = tables.some(known);
  return tables
    .filter((table) => table.known_by !== "nothing")
    .map((table) => ({
      index: table.index,
      taken: some ? known(table) : true,
      mapping: table.mapping,
      exportedAt: table.exported_at ?? undefined,
      needsGroup: table.needs_group,
      asksLevel: !table.is_level_sure,
    }));
}

/** What is sent, or undefined while something is missing. */
export function choicesOf(choices: Choice[], matches: Match[]) {
  const taken = choices.filter((choice) => choice.taken);
  const whole = taken.every(
    (choice) =>
      isWhole(choice.mapping) &&
      choice.exportedAt !== undefined &&
      !lacksGroup(choice) &&
      !choice.asksLevel,
  );
  if (taken.length === 0 || !whole) return undefined;
  const tables = taken.map(({ index, mapping, exportedAt }) => ({
    index,
    mapping,
    exported_at: exportedAt ?? null,
  }));
  return { tables, matches };
}

/** The same mapping with a field in another column, or in none. */
export function withColumn(mapping: Mapping, field: Field, column: string | undefined): Mapping {
  const others = mapping.columns.filter((mapped) => mapped.field !== field);
  return { ...mapping, columns: column ? [...others, { field, column }] : others };
}
