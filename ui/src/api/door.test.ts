import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, test, vi } from "vitest";
import { send } from "./client";
import { responseFrom, unpack } from "./door";
import type { Problem } from "./problem";

/** An answer as the desktop window's command gives it. */
function answer(status: number, body = "", headers: [string, string][] = []): ArrayBuffer {
  const head = new TextEncoder().encode(JSON.stringify({ status, headers }));
  const bytes = new TextEncoder().encode(body);
  const whole = new Uint8Array(4 + head.length + bytes.length);
  new DataView(whole.buffer).setUint32(0, head.length, true);
  whole.set(head, 4);
  whole.set(bytes, 4 + head.length);
  return whole.buffer;
}

const json: [string, string][] = [["content-type", "application/json"]];
const inWindow = globalThis as { isTauri?: boolean };

afterEach(() => {
  clearMocks();
  inWindow.isTauri = false;
  vi.unstubAllGlobals();
});

test("the command's bytes become a response, with words of any script", async () => {
  const response = responseFrom(answer(200, '{"name":"𠮷田"}', json));
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toEqual({ name: "𠮷田" });
});

test.each([204, 304])("a %i has no body, which the constructor would refuse", (status) => {
  expect(responseFrom(answer(status)).status).toBe(status);
});

test("in a browser a request goes through fetch", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return new Response('{"role":"leader"}', { headers: json });
  });
  expect(await send("get", "/api/me")).toEqual({ role: "leader" });
  expect(asked).toEqual(["GET /api/me"]);
});

test("in the desktop window it goes through the one command, and no fetch is made", async () => {
  inWindow.isTauri = true;
  vi.stubGlobal("fetch", () => Promise.reject(new Error("no port is open")));
  const asked: unknown[] = [];
  mockIPC((command, args) => {
    const bytes = args as unknown as Uint8Array<ArrayBuffer>;
    const { method, path, onFrame } = unpack<Record<string, unknown>>(bytes.buffer).head;
    asked.push([command, method, path, onFrame]);
    return answer(200, '{"role":"founder"}', json);
  });
  expect(await send("get", "/api/me")).toEqual({ role: "founder" });
  expect(asked).toEqual([["api", "GET", "/api/me", null]]);
});

test("a refusal is thrown with its words and places", async () => {
  vi.stubGlobal(
    "fetch",
    async () =>
      new Response('{"code":"SponsorCycle","words":"成环了","places":[{"row":3}]}', {
        status: 409,
        headers: { "content-type": "application/problem+json" },
      }),
  );
  const problem = (await send("get", "/api/me").catch((cause: unknown) => cause)) as Problem;
  expect(problem).toMatchObject({ status: 409, code: "SponsorCycle", words: "成环了" });
  expect(problem.places).toEqual([{ row: 3 }]);
});

test("no answer at all is a problem, too", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  const problem = await send("get", "/api/me").catch((cause: unknown) => cause);
  expect(problem).toMatchObject({ status: 0, code: "offline", words: "" });
});
