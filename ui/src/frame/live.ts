import { useEffect } from "react";
import { listen } from "../api/live";
import { queries } from "./cache";
import { store } from "./store";

const live = store(true);

/** False while the stream of live events is down: the frame says that numbers may be old. */
export const useIsLive = live.use;

/** Listens while someone is signed in. The stream is outside React. */
export function useLive(on: boolean): void {
  useEffect(() => (on ? listen(queries, live.set) : undefined), [on]);
}
