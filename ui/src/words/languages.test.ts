import { expect, test } from "vitest";
import { startLanguage } from "./languages";

test.each([
  [undefined, "C", "zh-CN"],
  [undefined, "", "zh-CN"],
  [undefined, "en-GB", "en"],
  [undefined, "zh-TW", "zh-CN"],
  [undefined, "fr-FR", "zh-CN"],
  ["en", "zh-CN", "en"],
  ["zh-CN", "en-US", "zh-CN"],
])("kept %s on a system in %s gives %s", (kept, system, language) => {
  Object.defineProperty(navigator, "language", { value: system, configurable: true });
  expect(startLanguage(kept)).toBe(language);
});

test("a window on a system without a language starts in Chinese", () => {
  Object.defineProperty(navigator, "language", { value: "en-US", configurable: true });
  window.systemLanguage = "";
  expect(startLanguage(undefined)).toBe("zh-CN");
  delete window.systemLanguage;
});
