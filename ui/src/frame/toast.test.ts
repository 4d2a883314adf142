import { beforeEach, expect, test, vi } from "vitest";
import { renderHook } from "../test/render";
import { dismiss, say, undoLast, useToasts } from "./toast";

const shown = () => renderHook(() => useToasts().map((toast) => toast.words));

beforeEach(() => {
  vi.useFakeTimers();
  for (let id = 0; id < 100; id += 1) dismiss(id);
});

test("the newest thing that can be taken back is taken back, once", async () => {
  const taken: string[] = [];
  const undo = (name: string) => async () => taken.push(name);
  say("one", { undo: undo("one") });
  say("two", { undo: undo("two") });
  say("three");
  expect(undoLast()).toBe(true);
  expect(undoLast()).toBe(true);
  expect(undoLast()).toBe(false);
  expect(taken).toEqual(["two", "one"]);
  expect(shown()).toEqual(["three"]);
});

test("at most three are shown, and each goes by itself", () => {
  for (const words of ["1", "2", "3", "4"]) say(words);
  expect(shown()).toEqual(["2", "3", "4"]);
  vi.advanceTimersByTime(8000);
  expect(shown()).toEqual([]);
});
