// Writes src/api/tags.ts from the operations' `x-provides` and `x-stale`, so that the page's
// refreshes derive from the one declaration beside each route.
import { readFileSync, writeFileSync } from "node:fs";

type Operation = { "x-provides"?: string[]; "x-stale"?: string[] };
const methods = ["get", "post", "put", "patch", "delete"] as const;
const description = JSON.parse(
  readFileSync(new URL("../src/api/openapi.json", import.meta.url), "utf8"),
) as { paths: Record<string, Record<string, Operation>> };

const provides: string[] = [];
const stale: string[] = [];
const tags = new Set<string>();
for (const [path, operations] of Object.entries(description.paths).sort(([a], [b]) =>
  a < b ? -1 : 1,
)) {
  for (const method of methods) {
    const operation = operations[method];
    if (!operation) continue;
    const list = method === "get" ? operation["x-provides"] : operation["x-stale"];
    if (!list?.length) continue;
    for (const tag of list) tags.add(tag);
    const row = `  ${JSON.stringify(method === "get" ? path : `${method} ${path}`)}: ${JSON.stringify(list).replaceAll(",", ", ")},`;
    (method === "get" ? provides : stale).push(row);
  }
}
const union =
  [...tags]
    .sort()
    .map((tag) => JSON.stringify(tag))
    .join(" | ") || "never";
const block = (name: string, rows: string[]) =>
  rows.length
    ? `export const ${name}: Record<string, readonly Tag[]> = {\n${rows.join("\n")}\n};\n`
    : `export const ${name}: Record<string, readonly Tag[]> = {};\n`;
writeFileSync(
  new URL("../src/api/tags.ts", import.meta.url),
  `// Generated from openapi.json by \`npm run codegen\`: never edited by hand.

export type Tag = ${union};

/** What each read shows. */
${block("provides", provides)}
/** What each write makes stale. */
${block("stale", stale)}`,
);
