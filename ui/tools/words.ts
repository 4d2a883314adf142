// The catalogues' law: both languages have the same keys and placeholders, every key that the page
// names exists, every key is named, and no Chinese stands outside the catalogues.
import { globSync, readdirSync, readFileSync } from "node:fs";

type Tree = { [key: string]: string | Tree };
const root = new URL("../src/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const faults: string[] = [];

function flat(tree: Tree, prefix: string, into: Map<string, string>) {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") into.set(`${prefix}.${key}`, value);
    else flat(value, `${prefix}.${key}`, into);
  }
  return into;
}

function catalogue(language: string): Map<string, string> {
  const into = new Map<string, string>();
  for (const file of readdirSync(new URL(`words/${language}/`, root)))
    flat(JSON.parse(read(`words/${language}/${file}`)) as Tree, file.replace(".json", ""), into);
  return into;
}

const holes = (words: string) =>
  [...words.matchAll(/\{\{\s*(\w+)/g)]
    .map(([, name]) => name)
    .sort()
    .join(" ");
/** English counts in one and other, Chinese in other alone. */
const plain = (key: string) => key.replace(/_(?:one|other)$/, "");

const chinese = catalogue("zh-CN");
const english = catalogue("en");
const named = (words: Map<string, string>) => new Set([...words.keys()].map(plain));
const keys = named(chinese);
const englishKeys = named(english);
for (const key of keys) if (!englishKeys.has(key)) faults.push(`words/en lacks ${key}`);
for (const key of englishKeys) if (!keys.has(key)) faults.push(`words/zh-CN lacks ${key}`);
for (const [key, words] of chinese) {
  const other = english.get(key);
  if (other !== undefined && holes(words) !== holes(other))
    faults.push(`${key}: {{${holes(words)}}} in zh-CN, {{${holes(other)}}} in en`);
}
for (const words of [chinese, english])
  for (const [key, text] of words) if (!text.trim()) faults.push(`${key} is empty`);

const nouns = [...new Set([...keys].map((key) => key.split(".")[0]))].join("|");
const literal = new RegExp(`["'\`]((?:${nouns})\\.[A-Za-z0-9_.\${}-]*)`, "g");
const used = new Set<string>();
const prefixes: string[] = [];
const without = (source: string) =>
  source
    .replace(/\/\*[\s\S]*?\*\//g, (text) => text.replace(/[^\n]/g, ""))
    .replace(/(^|\s)\/\/.*$/gm, "");

for (const file of globSync("**/*.{ts,tsx}", { cwd: root })) {
  if (file.startsWith("words") || file.startsWith("api/schema")) continue;
  const source = without(read(file));
  const test = /\.test\.tsx?$/.test(file);
  source.split("\n").forEach((line, index) => {
    if (!test && /[\u3400-\u9fff\u3000-\u303f\uff01-\uff5e]/.test(line))
      faults.push(`src/${file}:${index + 1}: Chinese outside the catalogues: ${line.trim()}`);
  });
  for (const [, key = ""] of source.matchAll(literal)) {
    const hole = key.indexOf("${");
    if (hole >= 0) {
      const prefix = key.slice(0, hole);
      prefixes.push(prefix);
      if (![...keys].some((known) => known.startsWith(prefix)))
        faults.push(`src/${file}: no key begins with ${prefix}`);
    } else if (keys.has(key)) used.add(key);
    else if (!test) faults.push(`src/${file}: no words for ${key}`);
  }
}
for (const key of keys)
  if (!used.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)))
    faults.push(`${key} is in the catalogues, but no page says it`);

for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exit(1);
process.stdout.write(`words: ${keys.size} sentences in both languages\n`);
