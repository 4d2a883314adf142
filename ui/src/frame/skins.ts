// The one source of colour. `css()` turns it into variables (see vite.config.ts), `antd.ts` into
// the component theme. Each skin has a ground (rail, heads) and a sheet (what is read): only in the
// festive skin do they differ: paper cards on red lacquer. Gold is kept for honours.

export interface Palette {
  ground: string;
  raised: string;
  ink: string;
  ink2: string;
  ink3: string;
  line: string;
  edge: string;
  accent: string;
  fill: string;
  fillHover: string;
  onFill: string;
  wash: string;
  gold: string;
  rise: string;
  fall: string;
  good: string;
  warn: string;
  bad: string;
}

const paper: Palette = {
  ground: "#faf6ed",
  raised: "#fffdf7",
  ink: "#211c17",
  ink2: "#554b40",
  ink3: "#6f6455",
  line: "#e4dac8",
  edge: "#978869",
  accent: "#a82c1a",
  fill: "#b0301d",
  fillHover: "#8f2414",
  onFill: "#fffaf2",
  wash: "#f3ead9",
  gold: "#86600f",
  rise: "#a82c1a",
  fall: "#28624a",
  good: "#28624a",
  warn: "#86560a",
  bad: "#a82c1a",
};

const lacquer: Palette = {
  ground: "#161210",
  raised: "#1f1a17",
  ink: "#f3ebdd",
  ink2: "#c9bca8",
  ink3: "#a59783",
  line: "#382f28",
  edge: "#7d6f5e",
  accent: "#ff8a70",
  fill: "#b93a26",
  fillHover: "#a33120",
  onFill: "#fff6ec",
  wash: "#2a231e",
  gold: "#dcb868",
  rise: "#ff8a70",
  fall: "#7fc3a0",
  good: "#7fc3a0",
  warn: "#e5b763",
  bad: "#ff8a70",
};

const festive: Palette = {
  ground: "#6d0f14",
  raised: "#7c161b",
  ink: "#fff1d6",
  ink2: "#f6d9ac",
  ink3: "#eec58e",
  line: "#8f2c2b",
  edge: "#d39a62",
  accent: "#ffd884",
  fill: "#f0c460",
  fillHover: "#ffd884",
  onFill: "#4a0a0d",
  wash: "#811a1e",
  gold: "#f7d27c",
  rise: "#ffd884",
  fall: "#b9e3c9",
  good: "#b9e3c9",
  warn: "#ffd884",
  bad: "#ffc7b3",
};

const festiveSheet: Palette = {
  ...paper,
  ground: "#fff7e6",
  raised: "#fffcf4",
  line: "#ecd9b4",
  edge: "#a5814a",
  accent: "#a3161b",
  fill: "#a3161b",
  fillHover: "#850f14",
  wash: "#fbeccd",
  gold: "#86600f",
  rise: "#a3161b",
  bad: "#a3161b",
};

export const skins = {
  light: { ground: paper, sheet: paper },
  dark: { ground: lacquer, sheet: lacquer },
  festive: { ground: festive, sheet: festiveSheet },
} as const;

export type Skin = keyof typeof skins;
export const skinNames = Object.keys(skins) as Skin[];

const name = (key: string) =>
  key.replace(/(\d)/, "-$1").replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
const variables = (palette: Palette) =>
  Object.entries(palette)
    .map(([key, value]) => `--${name(key)}:${value};`)
    .join("");

/** What brings its own look whatever skin is worn: a contest's card and head, the wall. */
const dresses = { festive, paper, night: lacquer } as const;

/** The style sheet of all skins. What opens above the page (menus, dialogs) is a sheet. */
export function css(): string {
  const dressed = Object.entries(dresses).map(
    ([look, palette]) => `[data-dress="${look}"]{${variables(palette)}}`,
  );
  const worn = skinNames.map((skin) => {
    const { ground, sheet } = skins[skin];
    const root = `:root[data-skin="${skin}"]`;
    const scheme = skin === "dark" ? "dark" : "light";
    return `${root},${root} .sheet{color-scheme:${scheme};${variables(sheet)}}${root} .ground{${variables(ground)}}`;
  });
  return [...worn, ...dressed].join("\n");
}
