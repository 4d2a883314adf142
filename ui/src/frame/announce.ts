// A polite live region: at most one sentence in five seconds, and always the newest.
import { store } from "./store";

const pauseMillis = 5000;
const sentence = store("");
let waiting: string | undefined;
let timer: number | undefined;

export const useSentence = sentence.use;

/** Says a sentence to a screen reader without taking the focus. */
export function announce(words: string): void {
  if (timer !== undefined) {
    waiting = words;
    return;
  }
  sentence.set(words);
  timer = window.setTimeout(() => {
    timer = undefined;
    const next = waiting;
    waiting = undefined;
    if (next !== undefined) announce(next);
  }, pauseMillis);
}
