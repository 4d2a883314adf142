import { afterEach, expect, test, vi } from "vitest";
import { askAhead, takeAhead } from "./ahead";

const at = (path: string, method = "GET") =>
  new Request(new URL(path, window.location.origin), { method });

vi.stubGlobal("fetch", async ({ url, headers }: Request) =>
  Response.json([new URL(url).pathname, headers.get("accept-language")]),
);
afterEach(() => takeAhead(at("/api/end", "POST")));

test("what was asked ahead is taken once, in the viewer's language", async () => {
  askAhead("en");
  expect(await (await takeAhead(at("/api/me")))?.json()).toEqual(["/api/me", "en"]);
  expect(takeAhead(at("/api/me"))).toBeUndefined();
});

test("an answer from before a sign-in is not taken after it", () => {
  askAhead("zh-CN");
  expect(takeAhead(at("/api/session", "POST"))).toBeUndefined();
  expect(takeAhead(at("/api/me"))).toBeUndefined();
});

test("home's numbers are asked for only where home is opened", () => {
  askAhead("zh-CN");
  expect(takeAhead(at("/api/home"))).toBeDefined();
  window.history.replaceState(null, "", "/team");
  askAhead("zh-CN");
  expect(takeAhead(at("/api/home"))).toBeUndefined();
});
