// Says what was done, with 撤销 and Ctrl+Z, or why it was not. Shown by Toasts.tsx.
import { store } from "./store";

export interface Toast {
  id: number;
  words: string;
  kind: "done" | "failed";
  undo?: () => Promise<unknown>;
}

const shownMillis = 8000;
const failedMillis = 14_000;
const shownMax = 3;

const timers = new Map<number, number>();
const toasts = store<readonly Toast[]>([]);
let last = 0;

export const useToasts = toasts.use;

export function dismiss(id: number): void {
  window.clearTimeout(timers.get(id));
  timers.delete(id);
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}

/** Shows one sentence. With `undo` it can be taken back for as long as it is shown. */
export function say(words: string, options: { failed?: boolean; undo?: Toast["undo"] } = {}): void {
  last += 1;
  const id = last;
  const kind: Toast["kind"] = options.failed ? "failed" : "done";
  toasts.set([...toasts.get(), { id, words, kind, undo: options.undo }].slice(-shownMax));
  release(id);
}

/** While someone reads it, or stands on its button, it stays. */
export function hold(id: number): void {
  window.clearTimeout(timers.get(id));
}

/** From now on it goes by itself. */
export function release(id: number): void {
  const toast = toasts.get().find((toast) => toast.id === id);
  if (!toast) return;
  window.clearTimeout(timers.get(id));
  const millis = toast.kind === "failed" ? failedMillis : shownMillis;
  timers.set(
    id,
    window.setTimeout(() => dismiss(id), millis),
  );
}

/** Takes back the newest thing that can be taken back. Answers whether there was one. */
export function undoLast(): boolean {
  const toast = toasts.get().findLast(({ undo }) => undo);
  if (!toast) return false;
  void takeBack(toast);
  return true;
}

/** The offer goes at once, so that it cannot be taken twice; a refusal is said. */
export async function takeBack(toast: Toast): Promise<void> {
  dismiss(toast.id);
  await toast.undo?.();
}
