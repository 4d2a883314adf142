// A wall that is dealt anew every time it is asked: a server before the server, for what has to move
// for long. Everything else comes from the program itself.
import { createServer, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

type Row = { name: string | null; place: number; tied: boolean; score: number };
type Wall = { rows: Row[]; feed: object[] };

export interface Dealt {
  /** The wall's address here. */
  wall: string;
  /** Tells whoever watches that something changed; they ask again. */
  tell: () => void;
  /** How often the wall was asked. */
  asked: () => number;
  stop: () => Promise<void>;
}

/**
 * Twenty rows in an order that only the turn decides: the last sells and comes second, so that all but
 * the first move; and now and then another comes first.
 */
function deal(wall: Wall, turn: number): Wall {
  const names = wall.rows.map(({ name }, at) => name ?? `李${at}`);
  const others = names.length - 1;
  const [leader] = names.splice(Math.floor(turn / 50) % 2, 1);
  const by = others - (turn % others);
  const order = [leader, ...names.slice(by), ...names.slice(0, by)];
  const rows = wall.rows.map((row, at) => {
    // Who sold keeps their score until they sell again.
    const score = at === 0 ? 900_000_00 : 100_000_00 + (turn - at) * 1_000_00;
    return { ...row, name: order[at] ?? null, place: at + 1, tied: false, score };
  });
  return { ...wall, rows };
}

/** Stands before a program; `path` is the path of a wall of its own. */
export async function dealtWall(origin: string, path: string): Promise<Dealt> {
  const token = path.split("/").at(-1) ?? "";
  const real = (await (await fetch(`${origin}/api/walls/${token}`)).json()) as Wall;
  const watching = new Set<ServerResponse>();
  let turn = 0;
  const server = createServer((request, response) => {
    const address = request.url ?? "/";
    if (address === `/api/walls/${token}`) {
      turn += 1;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(deal(real, turn)));
    } else if (address === `/api/walls/${token}/live`) {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(":\n\n");
      watching.add(response);
      response.on("close", () => watching.delete(response));
    } else
      void fetch(origin + address).then(async (answer) => {
        const type = answer.headers.get("content-type") ?? "text/plain";
        response.writeHead(answer.status, { "content-type": type });
        response.end(Buffer.from(await answer.arrayBuffer()));
      });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    wall: `http://127.0.0.1:${port}${path}`,
    tell: () => {
      for (const watcher of watching) watcher.write('data: {"stale":["contest"]}\n\n');
    },
    asked: () => turn,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
