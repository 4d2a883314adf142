import { expect, test } from "vitest";
import { startLanguage } from "./language";

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
