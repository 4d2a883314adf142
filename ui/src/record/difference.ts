import { useTranslation } from "react-i18next";
import type { components } from "../api/schema";

type Row = components["schemas"]["RecordRow"];
export interface Difference {
  name: string;
  from: string | undefined;
  to: string | undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a change changed, part by part, in words. Parts that stayed the same are left out. */
export function useDifference() {
  const { t, i18n } = useTranslation();
  const name = (key: string) =>
    i18n.exists(`record.field.${key}`) ? t(`record.field.${key}`) : key;
  const words = (value: unknown): string | undefined => {
    if (value === null || value === undefined) return undefined;
    if (typeof value === "boolean") return t(`record.is.${value}`);
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return i18n.exists(`record.value.${text}`) ? t(`record.value.${text}`) : text;
  };
  return ({ before, after }: Row): Difference[] => {
    const from: unknown = before ?? undefined;
    const to: unknown = after ?? undefined;
    if (!isObject(from) && !isObject(to)) return [{ name: "", from: words(from), to: words(to) }];
    const old = isObject(from) ? from : {};
    const now = isObject(to) ? to : {};
    return [...new Set([...Object.keys(old), ...Object.keys(now)])]
      .filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]))
      .map((key) => ({
        name: name(key),
        from: words(old[key]),
        to: words(now[key]),
      }));
  };
}
