// The first route's script must stay within its budget, as a phone would fetch it.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const kibibytesMax = 350;
const dist = new URL("../dist/", import.meta.url);
type Chunk = { file: string; imports?: string[]; isEntry?: boolean };
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8")) as Record<
  string,
  Chunk
>;

const files = new Set<string>();
const take = (name: string) => {
  const chunk = manifest[name];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const more of chunk.imports ?? []) take(more);
};
for (const [name, chunk] of Object.entries(manifest)) if (chunk.isEntry) take(name);
take("src/page.tsx");
// The first route is home, in the first language.
take("src/home/Home.tsx");
take("src/words/zh-CN.ts");

let bytes = 0;
for (const file of files) bytes += gzipSync(readFileSync(new URL(file, dist))).length;
const kibibytes = bytes / 1024;
process.stdout.write(
  `first route: ${kibibytes.toFixed(1)} kB gzip of script (at most ${kibibytesMax})\n`,
);
if (kibibytes > kibibytesMax) process.exit(1);
