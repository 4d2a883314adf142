import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { css } from "./src/frame/skins.ts";

/** Serves the skins' variables as a style sheet, so that the first paint already has its colours. */
function skinSheet(): Plugin {
  const id = "\0skins.css";
  return {
    name: "skins",
    resolveId: (source) => (source === "virtual:skins.css" ? id : undefined),
    load: (source) => (source === id ? css() : undefined),
  };
}

const bare = (name: string) => new URL(`./node_modules/${name}`, import.meta.url).pathname;

export default defineConfig({
  plugins: [react(), skinSheet()],
  // `npm run dev` beside `hongbang-server serve --port 7474`.
  server: { port: 5173, strictPort: true, proxy: { "/api": "http://127.0.0.1:7474" } },
  build: { target: "es2022", chunkSizeWarningLimit: 1200, assetsInlineLimit: 0, manifest: true },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["src/**/*.test.{ts,tsx}"],
          environment: "jsdom",
          setupFiles: ["src/test/setup.ts"],
        },
      },
      {
        extends: true,
        // The journeys live beside the other doors' tests and take their packages from here.
        resolve: {
          alias: {
            vitest: bare("vitest"),
            "playwright-core": bare("playwright-core"),
            "axe-core": bare("axe-core"),
          },
        },
        test: {
          name: "page",
          dir: "..",
          include: ["tests/page/**/*.test.ts"],
          environment: "node",
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
