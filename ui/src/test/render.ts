// The smallest harness for a hook or a component: React itself, no library.
import { act, createElement, type ReactNode } from "react";
import { createRoot } from "react-dom/client";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

/** Draws it, answers the element it was drawn into. */
export function render(node: ReactNode): HTMLElement {
  const place = document.body.appendChild(document.createElement("div"));
  act(() => createRoot(place).render(node));
  return place;
}

/** What a hook answers when it is first drawn. */
export function renderHook<T>(hook: () => T): T {
  let answer: T | undefined;
  const Probe = () => {
    answer = hook();
    return null;
  };
  const root = createRoot(document.createElement("div"));
  act(() => root.render(createElement(Probe)));
  act(() => root.unmount());
  return answer as T;
}
