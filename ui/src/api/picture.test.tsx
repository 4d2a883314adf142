import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { act } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { render } from "../test/render";
import { unpack } from "./door";

const inWindow = globalThis as { isTauri?: boolean };

afterEach(() => {
  clearMocks();
  inWindow.isTauri = false;
  vi.resetModules();
});

async function drawn(path: string): Promise<HTMLImageElement> {
  const { usePicture } = await import("./picture");
  const Probe = () => <img alt="" src={usePicture(path)} />;
  const place = render(
    <QueryClientProvider client={new QueryClient()}>
      <Probe />
    </QueryClientProvider>,
  );
  return place.querySelector("img") as HTMLImageElement;
}

test("a browser is given the address", async () => {
  expect((await drawn("/api/members/3/photo/1")).getAttribute("src")).toBe(
    "/api/members/3/photo/1",
  );
});

test("in the desktop window the picture itself comes through the one command", async () => {
  inWindow.isTauri = true;
  vi.resetModules();
  const asked: unknown[] = [];
  mockIPC((_, args) => {
    const bytes = args as unknown as Uint8Array<ArrayBuffer>;
    asked.push(unpack<{ path: string }>(bytes.buffer).head.path);
    const head = new TextEncoder().encode(
      JSON.stringify({ status: 200, headers: [["content-type", "image/jpeg"]] }),
    );
    const whole = new Uint8Array(4 + head.length + 2);
    new DataView(whole.buffer).setUint32(0, head.length, true);
    whole.set(head, 4);
    whole.set([0xff, 0xd8], 4 + head.length);
    return whole.buffer;
  });
  const image = await drawn("/api/members/3/photo/1");
  await act(() =>
    vi.waitFor(() => expect(image.getAttribute("src")).toBe("data:image/jpeg;base64,/9g=")),
  );
  expect(asked).toEqual(["/api/members/3/photo/1"]);
});
