import { expect, test } from "vitest";
import { fileName } from "./file";

test.each([
  ["attachment; filename*=UTF-8''%E7%A7%AF%E5%88%86.xlsx", "积分.xlsx"],
  ["attachment; filename=\"a b.xlsx\"; filename*=UTF-8''%E7%A7%AF.xlsx", "积.xlsx"],
  ["attachment; filename=statement.xlsx", "statement.xlsx"],
  ["inline", ""],
  [null, ""],
])("%s names the file", (disposition, name) => {
  expect(fileName(disposition)).toBe(name);
});
