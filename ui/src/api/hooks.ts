// How a page asks and tells.
//
//   const board = useRead("/api/boards/{id}", { params: { path: { id } } });
//   const undo = useWrite("post", "/api/imports/{id}/undo", { saved: "sale.undone" });
//   await undo.run({ params: { path: { id } } });   // undefined when refused; already shown
//
// What a write makes stale is declared beside its route in Rust; nothing is refreshed by hand here.
import {
  keepPreviousData,
  type QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback } from "react";
import { type Answer, type Init, type Method, type PathOf, send } from "./client";
import type { Problem } from "./problem";
import { provides, stale, type Tag } from "./tags";

type ReadOptions = {
  enabled?: boolean;
  /** Keep showing the last answer while the next one comes (default), or start anew. */
  keep?: boolean;
  /** Milliseconds for which an answer is taken as fresh without asking again. */
  fresh?: number;
};
type Given<T> = T extends undefined ? object : T;

/** The key under which an answer is kept. */
export const readKey = (path: string, init?: unknown) =>
  [path, (init as { params?: unknown } | undefined)?.params ?? {}] as const;

/** Reads one address and keeps it current: writes and live events that make it stale refresh it. */
export function useRead<P extends PathOf<"get">>(
  path: P,
  ...[given]: undefined extends Init<"get", P>
    ? [(Given<Init<"get", P>> & ReadOptions)?]
    : [Init<"get", P> & ReadOptions]
) {
  const { enabled, keep = true, fresh, ...init } = (given ?? {}) as ReadOptions & object;
  return useQuery<Answer<"get", P>, Problem>({
    queryKey: readKey(path as string, init),
    queryFn: ({ signal }) => send("get", path, { ...init, signal } as unknown as Init<"get", P>),
    enabled,
    staleTime: fresh,
    placeholderData: keep ? keepPreviousData : undefined,
  });
}

/** Refreshes every read that shows one of these tags. */
export function refresh(queries: QueryClient, tags: readonly Tag[]): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) =>
      (provides[queryKey[0] as string] ?? []).some((tag) => tags.includes(tag)),
  });
}

/** What the frame does when a write ends: see `frame/cache.ts`. */
export type WriteWords = {
  /** Key of the sentence that says what was done; without it success is silent. */
  saved?: string;
  /** The page shows the refusal itself (`problem`), so that no toast repeats it. */
  quiet?: boolean;
};
type WriteOptions<A, I> = WriteWords & {
  /** Values for the `saved` sentence. */
  values?: (answer: A, init: I) => Record<string, string | number>;
  /** Answers what takes it back, e.g. `(a) => () => send("post", "/api/…/undo", …)`. */
  undo?: (answer: A, init: I) => (() => Promise<unknown>) | undefined;
  done?: (answer: A, init: I) => void;
};

/** One write. Failure words are shown once, success may offer undo. */
export function useWrite<M extends Exclude<Method, "get">, P extends PathOf<M>>(
  method: M,
  path: P,
  options: WriteOptions<Answer<M, P>, Init<M, P>> = {},
) {
  const queries = useQueryClient();
  const mutation = useMutation<Answer<M, P>, Problem, Init<M, P>>({
    mutationFn: (init) => send(method, path, init),
    onSuccess: (answer, init) => {
      void refresh(queries, stale[`${method} ${path as string}`] ?? []);
      options.done?.(answer, init);
    },
    meta: { ...options },
  });
  const { mutateAsync } = mutation;
  // One function for as long as the page stands, so that an effect may name it.
  const run = useCallback(
    (init: Init<M, P>) => mutateAsync(init).catch(() => undefined),
    [mutateAsync],
  );
  return {
    /** Sends it; answers undefined when it was refused (the words have been shown). */
    run,
    pending: mutation.isPending,
    problem: mutation.error,
    answer: mutation.data,
    reset: mutation.reset,
  };
}
