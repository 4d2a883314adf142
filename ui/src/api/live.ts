// One stream of live events, `{"stale":[…]}`, from the same declaration through both doors.
import type { QueryClient } from "@tanstack/react-query";
import { inWindow, windowStream } from "./door";
import { refresh } from "./hooks";
import type { Tag } from "./tags";

const retryMillisMax = 30_000;

/** Cuts a server-sent stream into the data of its events; keeps what is not whole yet. */
export function eventReader(onData: (data: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const events = (rest + text).replaceAll("\r\n", "\n").split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const data = event
        .split("\n")
        .filter((line) => line.startsWith("data:"))
        .map((line) => line.slice(5).trimStart())
        .join("\n");
      if (data) onData(data);
    }
  };
}

/** The tags of one event; an event of another shape says nothing. */
export function staleTags(data: string): Tag[] {
  try {
    const event = JSON.parse(data) as { stale?: Tag[] };
    return Array.isArray(event.stale) ? event.stale : [];
  } catch {
    return [];
  }
}

/**
 * Keeps the page current until the returned function is called. Whatever was missed while the
 * stream was down is made up by refreshing everything when it stands again.
 */
export function listen(
  queries: QueryClient,
  onState: (live: boolean) => void,
  path = "/api/live",
): () => void {
  let ended = false;
  let close = () => {};
  let timer: number | undefined;
  let tries = 0;
  let missed = false;

  const heard = (data: string) => void refresh(queries, staleTags(data));
  const opened = () => {
    tries = 0;
    onState(true);
    if (missed) void queries.invalidateQueries();
    missed = false;
  };
  const lost = () => {
    close();
    if (ended) return;
    missed = true;
    onState(false);
    tries += 1;
    window.clearTimeout(timer);
    timer = window.setTimeout(open, Math.min(1000 * 2 ** (tries - 1), retryMillisMax));
  };

  function open() {
    if (inWindow()) {
      windowStream(path, eventReader(heard)).then((stream) => {
        close = stream.close;
        if (ended) close();
        else if (stream.status === 200) opened();
        else lost();
      }, lost);
      return;
    }
    const source = new EventSource(path);
    close = () => source.close();
    source.addEventListener("open", opened);
    source.addEventListener("message", (event) => heard(event.data as string));
    source.addEventListener("error", lost);
  }

  open();
  return () => {
    ended = true;
    window.clearTimeout(timer);
    close();
  };
}
