// The page's one query cache. Here, and only here, the end of a write is put into words.
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import type { WriteWords } from "../api/hooks";
import type { Problem } from "../api/problem";
import { followClock } from "./now";
import { say } from "./toast";

type Meta = WriteWords & {
  values?: (answer: unknown, init: unknown) => Record<string, string | number>;
  undo?: (answer: unknown, init: unknown) => (() => Promise<unknown>) | undefined;
};

let signIn = () => {};
/** Set once by main: where a caller who is not signed in is led, keeping the address. */
export function onSignedOut(lead: () => void): void {
  signIn = lead;
}

/** What to tell a person about a problem: the server's sentence, or ours when none came. */
export function problemWords(problem: Problem): string {
  if (problem.words) return problem.words;
  return i18next.t(problem.status === 0 ? "frame.offline" : "frame.failed");
}

/** What says what time it is at the server. */
const clocks = ["/api/me", "/api/walls/{token}"];

export const queries = new QueryClient({
  queryCache: new QueryCache({
    onSuccess: (answer, query) => {
      if (clocks.includes(query.queryKey[0] as string))
        followClock((answer as { now: number }).now);
    },
    onError: (error) => {
      if ((error as Problem).status === 401) signIn();
    },
  }),
  mutationCache: new MutationCache({
    onError: (error, _init, _context, mutation) => {
      const problem = error as Problem;
      const meta = mutation.meta as Meta | undefined;
      if (problem.status === 401 && !meta?.quiet) return signIn();
      if (!meta?.quiet) say(problemWords(problem), { failed: true });
    },
    onSuccess: (answer, init, _context, mutation) => {
      const meta = mutation.meta as Meta | undefined;
      if (!meta?.saved) return;
      const take = meta.undo?.(answer, init);
      const undo =
        take &&
        (async () => {
          try {
            await take();
            await queries.invalidateQueries();
            say(i18next.t("frame.undone"));
          } catch (error) {
            say(problemWords(error as Problem), { failed: true });
          }
        });
      say(i18next.t(meta.saved, meta.values?.(answer, init) ?? {}), { undo });
    },
  }),
  defaultOptions: {
    queries: {
      // Live events tell what is stale; these only cover what was missed.
      staleTime: 30_000,
      retry: (count, error) => (error as Problem).status === 0 && count < 2,
      refetchOnWindowFocus: true,
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});
