// Printing everybody's certificates takes a while: it goes on when the page is left, and says how far it is.
import { useEffect } from "react";
import { send } from "../api/client";
import { useRead } from "../api/hooks";
import { saveFile } from "../frame/save";
import { store } from "../frame/store";
import type { Query } from "./ask";

/** The ticket of the run under way: by it the server says how far it is. */
const ticket = store<string | undefined>(undefined);
const beatMillis = 500;

/** Prints a page for each who won, and saves it; a refusal is said. */
export async function printAll(query: Query): Promise<void> {
  const mine = crypto.randomUUID();
  ticket.set(mine);
  const all = { ...query, kind: "certificates", entrant: undefined, ticket: mine };
  try {
    await saveFile("/api/posters/paper", { params: { query: all } } as never);
  } finally {
    ticket.set(undefined);
  }
}

/** How far the run under way is; none is under way when it answers undefined. */
export function useRun() {
  const mine = ticket.use();
  const { data, refetch } = useRead("/api/posters/runs/{ticket}", {
    params: { path: { ticket: mine ?? "" } },
    enabled: mine !== undefined,
    keep: false,
  });
  // The press works by itself; how far it is has to be asked.
  useEffect(() => {
    if (mine === undefined) return undefined;
    const timer = window.setInterval(() => void refetch(), beatMillis);
    return () => window.clearInterval(timer);
  }, [mine, refetch]);
  if (mine === undefined) return undefined;
  return {
    begun: data?.begun ?? 0,
    of: data?.of ?? 0,
    /** Who waits for the file is told that it was stopped. */
    stop: () =>
      void send("delete", "/api/posters/runs/{ticket}", { params: { path: { ticket: mine } } }),
  };
}
