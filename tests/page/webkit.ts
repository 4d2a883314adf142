// WebKit without a graphics card: its own small browser on a screen that nobody sees, driven by
// WebKit's driver.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { patience } from "./browser.ts";

export interface WebKit {
  open: (address: string) => Promise<void>;
  /** Runs the body of an asynchronous function in the page. */
  run: <T>(body: string) => Promise<T>;
  close: () => Promise<void>;
}

/** Dies with whoever started it, however that ends. */
const mortal = (program: string, words: string[], env: NodeJS.ProcessEnv = {}) =>
  spawn("setpriv", ["--pdeathsig", "KILL", "--", program, ...words], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });

function end(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

/** The browser that the driver drives lies where the library does. */
function browser(): string {
  const [found] = globSync("/usr/lib/*/webkit2gtk-4.1/MiniBrowser");
  if (!found) throw new Error("WebKit's MiniBrowser is missing; `cargo xtask test` installs it");
  return found;
}

export async function launchWebKit(width: number, height: number): Promise<WebKit> {
  const home = mkdtempSync(join(tmpdir(), "hongbang-webkit-"));
  const screen = mortal("Xvfb", ["-displayfd", "1", "-screen", "0", `${width}x${height}x24`]);
  const [number] = (await once(screen.stdout ?? screen, "data")) as [Buffer];
  const port = await freePort();
  const driver = mortal("WebKitWebDriver", [`--port=${port}`], {
    DISPLAY: `:${number.toString().trim()}`,
    GDK_BACKEND: "x11",
    LIBGL_ALWAYS_SOFTWARE: "1",
    NO_AT_BRIDGE: "1",
    HOME: home,
    XDG_RUNTIME_DIR: home,
  });
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
    return value;
  };
  const listens = async () => {
    for (let look = 0; look < patience / 50; look += 1) {
      if (await ask("GET", "/status").catch(() => undefined)) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error("WebKitWebDriver does not listen");
  };
  const close = async () => {
    end(driver);
    end(screen);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await listens();
    const options = {
      binary: browser(),
      args: ["--automation"],
    };
    const begun = await ask("POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } },
    });
    const session = `/session/${(begun as { sessionId: string }).sessionId}`;
    await ask("POST", `${session}/window/rect`, { x: 0, y: 0, width, height });
    await ask("POST", `${session}/timeouts`, { script: patience });
    return {
      open: async (url) => void (await ask("POST", `${session}/url`, { url })),
      run: async <T>(body: string) => {
        const script = `const done = arguments[arguments.length - 1];
          (async () => { ${body} })().then(done, (error) => done(String(error)));`;
        return (await ask("POST", `${session}/execute/async`, { script, args: [] })) as T;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
