import { beforeEach, expect, test } from "vitest";
import { keep, recall, setViewer } from "./memory";

beforeEach(() => {
  localStorage.clear();
  setViewer("");
});

test("each viewer finds their own", () => {
  setViewer("1.2");
  keep("filter.board", { period: "week" });
  setViewer("1.3");
  expect(recall("filter.board")).toBeUndefined();
  setViewer("1.2");
  expect(recall("filter.board")).toEqual({ period: "week" });
});

test("what the device keeps serves whoever has not chosen", () => {
  setViewer("1.2");
  keep("skin", "festive", true);
  setViewer("");
  expect(recall("skin")).toBe("festive");
  setViewer("1.3");
  keep("skin", "dark");
  expect(recall("skin")).toBe("dark");
});

test("what cannot be read was never kept", () => {
  localStorage.setItem("hongbang::skin", "{half");
  expect(recall("skin")).toBeUndefined();
});
