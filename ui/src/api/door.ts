// The page's one way out. In a browser it is `fetch`; in the desktop window it is the one command
// `api`, so that no port is open. The router behind both is the same.
import { Channel, invoke, isTauri } from "@tauri-apps/api/core";

/** What the system is to tell, and the page that it names. */
type Notice = { title: string; body: string; path: string };

type Head = { status: number; headers: [string, string][] };
type Asked = {
  method: string;
  path: string;
  headers: [string, string][];
  onFrame: Channel<ArrayBuffer> | null;
  /** Asks nothing, but ends the stream of this channel. */
  end?: number;
  /** Asks nothing, but has the system tell this. */
  notice?: Notice;
};

/** The envelope both ways: 4 bytes little-endian length of the head, the JSON head, the body as it is. */
function pack(head: Asked, body: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(4 + text.length + body.byteLength);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  bytes.set(new Uint8Array(body), 4 + text.length);
  return bytes;
}

/** Takes an envelope apart. */
export function unpack<H>(bytes: ArrayBuffer): { head: H; body: Uint8Array<ArrayBuffer> } {
  const length = new DataView(bytes).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length))) as H;
  return { head, body: new Uint8Array(bytes, 4 + length) };
}

/** A Response of 204 or 304 must be built without a body, or the constructor throws. */
export function responseFrom(bytes: ArrayBuffer): Response {
  const { head, body } = unpack<Head>(bytes);
  const empty = head.status === 204 || head.status === 205 || head.status === 304;
  return new Response(empty ? null : body, { status: head.status, headers: head.headers });
}

function target(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

async function throughWindow(request: Request): Promise<Response> {
  const head = {
    method: request.method,
    path: target(request.url),
    headers: [...request.headers] as [string, string][],
    onFrame: null,
  };
  const asked = pack(head, await request.arrayBuffer());
  return responseFrom(await invoke<ArrayBuffer>("api", asked));
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
  const frames = new Channel<ArrayBuffer>();
  frames.onmessage = (frame) => onText(decoder.decode(frame, { stream: true }));
  const head: Asked = {
    method: "GET",
    path,
    headers: [["accept", "text/event-stream"]],
    onFrame: frames,
  };
  const bytes = await invoke<ArrayBuffer>("api", pack(head, new ArrayBuffer(0)));
  const close = () => {
    const ending = { ...head, onFrame: null, end: frames.id };
    void invoke("api", pack(ending, new ArrayBuffer(0)));
  };
  return { status: unpack<Head>(bytes).head.status, close };
}

/** Has the system tell something in the window's name. */
export async function tellDesk(notice: Notice): Promise<void> {
  const head: Asked = { method: "GET", path: "/", headers: [], onFrame: null, notice };
  await invoke("api", pack(head, new ArrayBuffer(0)));
}

/** Whether the page stands in the desktop window. */
export const inWindow = isTauri;
