import { useSyncExternalStore } from "react";

/** One value outside the tree that several parts show: the skin, the toasts, the live state. */
export function store<T>(first: T) {
  let value = first;
  const watchers = new Set<() => void>();
  return {
    get: () => value,
    set(next: T) {
      value = next;
      for (const watch of watchers) watch();
    },
    use: () =>
      useSyncExternalStore(
        (watch) => {
          watchers.add(watch);
          return () => watchers.delete(watch);
        },
        () => value,
      ),
  };
}
