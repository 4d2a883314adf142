import { expect, test } from "vitest";
import { css, type Palette, type Skin, skinNames, skins } from "./skins";

/** Contrast after WCAG 2.2, relative luminance. */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark = 0, bright = 0] = [light(one), light(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

const words = [
  "ink",
  "ink2",
  "ink3",
  "accent",
  "gold",
  "rise",
  "fall",
  "good",
  "warn",
  "bad",
] as const;
const papers = ["ground", "raised", "wash"] as const;

test("words can be read in every skin (4.5 to 1), and edges be seen (3 to 1)", () => {
  const faults: string[] = [];
  const check = (skin: Skin, part: string, palette: Palette) => {
    const needs = (on: keyof Palette, front: keyof Palette, least: number) => {
      const is = contrast(palette[on], palette[front]);
      if (is < least) faults.push(`${skin} ${part}: ${front} on ${on} is ${is.toFixed(2)}`);
    };
    for (const paper of papers) for (const word of words) needs(paper, word, 4.5);
    needs("fill", "onFill", 4.5);
    needs("fillHover", "onFill", 4.5);
    for (const paper of ["ground", "raised"] as const) needs(paper, "edge", 3);
    needs("ground", "fill", skin === "dark" ? 2.4 : 3);
  };
  for (const skin of skinNames)
    for (const part of ["ground", "sheet"] as const) check(skin, part, skins[skin][part]);
  expect(faults).toEqual([]);
});

test("each skin's variables are written for the root, the ground and the sheet", () => {
  expect(css()).toContain(':root[data-skin="festive"] .ground{--ground:#6d0f14;');
  expect(css()).toContain("--on-fill:");
  expect(css()).toContain("--ink-2:");
});
