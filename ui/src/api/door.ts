// The page's one way out. In a browser it is `fetch`; in the desktop window it is the one command
// `api`, so that no port is open. The router behind both is the same.
import { Channel, invoke, isTauri } from "@tauri-apps/api/core";

type Head = { status: number; headers: [string, string][] };

/** Splits the command's answer: 4 bytes little-endian length, the JSON head, then the body. */
export function parseAnswer(bytes: ArrayBuffer): { head: Head; body: Uint8Array<ArrayBuffer> } {
  const length = new DataView(bytes).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length))) as Head;
  return { head, body: new Uint8Array(bytes, 4 + length) };
}

/** A Response of 204 or 304 must be built without a body, or the constructor throws. */
export function responseFrom(bytes: ArrayBuffer): Response {
  const { head, body } = parseAnswer(bytes);
  const empty = head.status === 204 || head.status === 205 || head.status === 304;
  return new Response(empty ? null : body, { status: head.status, headers: head.headers });
}

function target(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

async function throughWindow(request: Request): Promise<Response> {
  const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
  const bytes = await invoke<ArrayBuffer>("api", {
    method: request.method,
    path: target(request.url),
    headers: [...request.headers],
    body: body?.length ? body : null,
    onFrame: null,
  });
  return responseFrom(bytes);
}

/** Sends one request by the way that this page was opened in. */
export function door(request: Request): Promise<Response> {
  return isTauri() ? throughWindow(request) : window.fetch(request);
}

/**
 * Opens a stream of server-sent events through the window's command. `onText` gets the body's text
 * as it comes. Answers the closing twin: without it the pumps behind the command would pile up.
 */
export async function windowStream(path: string, onText: (text: string) => void) {
  const decoder = new TextDecoder();
  const frames = new Channel<ArrayBuffer | number[]>();
  frames.onmessage = (frame) =>
    onText(
      decoder.decode(frame instanceof ArrayBuffer ? frame : Uint8Array.from(frame), {
        stream: true,
      }),
    );
  const bytes = await invoke<ArrayBuffer>("api", {
    method: "GET",
    path,
    headers: [["accept", "text/event-stream"]],
    body: null,
    onFrame: frames,
  });
  const close = () => void invoke("api_close", { id: frames.id });
  return { status: parseAnswer(bytes).head.status, close };
}

/** Whether the page stands in the desktop window. */
export const inWindow = isTauri;
