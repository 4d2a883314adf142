// One file a noun; its name is the first part of its keys.
const files = import.meta.glob<Record<string, unknown>>("./en/*.json", {
  eager: true,
  import: "default",
});
export const words = Object.fromEntries(
  Object.entries(files).map(([file, words]) => [
    file.slice("./en/".length, -".json".length),
    words,
  ]),
);
