// axe, carried into the page by the driver, so that the page's own policy stays as it is.
import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "../../ui/node_modules/playwright-core/index.js";

const source = readFileSync(
  new URL("../../ui/node_modules/axe-core/axe.min.js", import.meta.url),
  "utf8",
);
const laws = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const colours = ["color-contrast", "link-in-text-block"];

type Violation = {
  id: string;
  impact: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
};

type Look = {
  /** What is looked at; without it the whole page. */
  within?: string;
  /** Only what a skin can break: one skin's elements are another's in other colours. */
  onlyColours?: boolean;
};

/** What WCAG 2.2 AA holds against the page as it stands, serious and worse, as sentences. */
export async function faultsIn(page: Page, look: Look = {}): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(source);
  const runOnly = JSON.stringify(look.onlyColours ? colours : laws);
  const place = look.within ? JSON.stringify(look.within) : "document";
  const { violations } = (await page.evaluate(
    `axe.run(${place}, { runOnly: ${runOnly}, resultTypes: ["violations"] })`,
  )) as { violations: Violation[] };
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      // The component library names its calendar's heading by what it does, not by the month shown.
      nodes
        .filter(
          ({ target }) => !(id === "label-content-name-mismatch" && /picker/.test(target.join())),
        )
        .map(({ target, failureSummary }) => {
          const why = failureSummary.split("\n").slice(1).join(" ").trim();
          return `${id}: ${target.join(" ")}: ${why}`;
        }),
    );
}

const nouns = readdirSync(new URL("../../ui/src/words/en/", import.meta.url)).map((name) =>
  name.replace(/\.json$/, ""),
);
const key = String.raw`\b(?:${nouns.join("|")})(?:\.[a-z][A-Za-z_]*)+\b`;

/** Keys that stand where words should: shown, or read aloud. */
export async function wordless(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => [
    document.body.innerText,
    ...[...document.querySelectorAll("[aria-label]")].map((one) => one.ariaLabel ?? ""),
  ]);
  return [...new Set(said.join("\n").match(new RegExp(key, "g")))].map((one) => `no words: ${one}`);
}

/** Whether the page scrolls sideways, and what sticks out. */
export function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 0.5)
      .slice(0, 5)
      .map(
        (element) =>
          `${element.tagName.toLowerCase()}.${element.className} ends at ${element.getBoundingClientRect().right}`,
      );
  });
}

/** Controls smaller than `least` pixels; a link inside a sentence may be as high as its line. */
export function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((least) => {
    const controls = document.querySelectorAll<HTMLElement>(
      "a[href], button, [role=button], [role=tab], [role=menuitem], [role=option], label:has(input)",
    );
    return [...controls].flatMap((control) => {
      const { width, height } = control.getBoundingClientRect();
      const shown = control.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const inSentence =
        getComputedStyle(control).display === "inline" && control.closest("p, li, dd, td");
      if (!shown || width <= 1 || inSentence || (width >= least && height >= least)) return [];
      return [`${control.outerHTML.slice(0, 120)} is ${Math.round(width)} × ${Math.round(height)}`];
    });
  }, least);
}

/** What is wrong with a page as it stands, at any width. */
export const faultsOf = async (page: Page) => [
  ...(await faultsIn(page)),
  ...(await wordless(page)),
  ...(await sideways(page)),
  ...(await smallTargets(page, 24)),
];
