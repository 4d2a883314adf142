// The built program on a free port, with a data folder of its own that goes when the tests end.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { patience } from "./browser.ts";

const program =
  process.env.HONGBANG_SERVER ??
  new URL("../../target/debug/hongbang-server", import.meta.url).pathname;
const crowd = new URL("../../target/debug/crowd", import.meta.url).pathname;
const page = new URL("../../ui/dist", import.meta.url).pathname;
/** The demo team's today, so that pictures and journeys repeat. */
export const today = "2026-11-18T20:40:00+08:00";

export interface Server {
  address: string;
  stop: () => Promise<void>;
  /** The program once more, on the same books at the same address, at another time. */
  at: (clock: string) => Promise<void>;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once("exit", () => done());
  });
}

/** Waits for the line that names the address. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = "";
    const timer = setTimeout(
      () => failed(new Error(`no address after ${patience} ms:\n${said}`)),
      patience,
    );
    const hear = (bytes: Buffer) => {
      said += bytes.toString();
      const address = /https?:\/\/[\d.:]+/.exec(said)?.[0];
      if (!address) return;
      clearTimeout(timer);
      found(address);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => {
      clearTimeout(timer);
      failed(new Error(`the server ended with ${code}:\n${said}`));
    });
  });
}

/** `robots`: the address of a stand-in for groups' robots. */
export type Start = { demo?: boolean; crowded?: boolean; robots?: () => string };

/**
 * Starts it; with `demo` on the demo team at a fixed time, without on empty books, `crowded` on a
 * demo team grown to 100,000.
 */
export async function startServer({
  demo = true,
  crowded = false,
  robots,
}: Start = {}): Promise<Server> {
  if (process.env.HONGBANG_ADDRESS)
    return {
      address: process.env.HONGBANG_ADDRESS,
      stop: async () => {},
      at: async () => {
        throw new Error("another's program keeps its own time");
      },
    };
  if (!existsSync(program))
    throw new Error(
      `${program} is missing. Build it with \`cargo build -p server\`, or name it in HONGBANG_SERVER.`,
    );
  const data = mkdtempSync(join(tmpdir(), "hongbang-"));
  const words = (port: string, clock: string) => [
    "serve",
    "--port",
    port,
    "--data",
    data,
    "--db",
    join(data, "books.sqlite"),
    "--page",
    page,
    ...(demo ? ["--demo", "--clock", clock] : []),
    ...(robots ? ["--robots", robots()] : []),
  ];
  if (crowded) {
    if (!existsSync(crowd))
      throw new Error(`${crowd} is missing. Build it with \`cargo build -p tests --bin crowd\`.`);
    // Beside the test, not in its place: the runner wants to hear from it meanwhile.
    await promisify(execFile)(crowd, [join(data, "books.sqlite")]);
  }
  const begin = (port: string, clock: string) =>
    spawn(program, words(port, clock), { stdio: ["ignore", "pipe", "pipe"] });
  let child = begin("0", today);
  const end = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended(child);
    clearTimeout(late);
  };
  const stop = async () => {
    await end();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const address = await addressOf(child);
    const at = async (clock: string) => {
      await end();
      child = begin(new URL(address).port, clock);
      await addressOf(child);
    };
    return { address, stop, at };
  } catch (error) {
    await stop();
    throw error;
  }
}
