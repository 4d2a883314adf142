import { QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { useMutation } from "@tanstack/react-query";
import { Problem } from "../api/problem";
import { render } from "../test/render";
import { setLanguage } from "../words/language";
import { queries } from "./cache";
import { Toasts } from "./Toasts";
import { dismiss } from "./toast";

beforeAll(() => setLanguage("zh-CN"));
afterEach(() => {
  for (let id = 0; id < 100; id += 1) act(() => dismiss(id));
  document.body.replaceChildren();
});

/** Draws the toasts and one write that ends as told. */
async function write(end: () => Promise<unknown>, meta: Record<string, unknown>) {
  let run: () => Promise<unknown> = async () => {};
  const Probe = () => {
    const mutation = useMutation({ mutationFn: end, meta });
    run = () => mutation.mutateAsync().catch(() => undefined);
    return <Toasts />;
  };
  const place = render(
    <QueryClientProvider client={queries}>
      <Probe />
    </QueryClientProvider>,
  );
  await act(run);
  return place;
}

const sentences = (place: HTMLElement) =>
  [...place.querySelectorAll(".toast p")].map((p) => p.textContent);

test("a refusal is said once, in the server's words", async () => {
  const end = () => Promise.reject(new Problem(409, { code: "x", words: "名额已满。" }));
  expect(sentences(await write(end, {}))).toEqual(["名额已满。"]);
});

test("a page that shows the refusal itself is not talked over", async () => {
  const end = () => Promise.reject(new Problem(409, { code: "x", words: "名额已满。" }));
  expect(sentences(await write(end, { quiet: true }))).toEqual([]);
});

test("no answer is said in our own words", async () => {
  const [words] = sentences(await write(() => Promise.reject(new Problem(0, {})), {}));
  expect(words).toMatch(/没有连上/);
});

test("what was done can be taken back, and that is said", async () => {
  const undo = vi.fn(async () => {});
  const place = await write(async () => ({}), { saved: "frame.undone", undo: () => undo });
  const button = place.querySelector<HTMLButtonElement>(".toast-undo");
  await act(async () => button?.click());
  expect(undo).toHaveBeenCalledOnce();
  expect(sentences(place)).toEqual(["已撤销。"]);
  expect(place.querySelector(".toast-undo")).toBeNull();
});
