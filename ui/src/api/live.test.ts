import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { readKey, refresh } from "./hooks";
import { eventReader, staleTags } from "./live";
import { provides, type Tag } from "./tags";

test("events are read whole, however the stream was cut", () => {
  const stream = ': hello\n\ndata: {"stale":["team"]}\n\nevent: x\r\ndata: 1\r\ndata: 2\r\n\r\n';
  for (const size of [1, 2, 3, 7, stream.length]) {
    const heard: string[] = [];
    const read = eventReader((data) => heard.push(data));
    for (let at = 0; at < stream.length; at += size) read(stream.slice(at, at + size));
    expect(heard).toEqual(['{"stale":["team"]}', "1\n2"]);
  }
});

test("an event of another shape makes nothing stale", () => {
  expect(staleTags('{"stale":["team","access"]}')).toEqual(["team", "access"]);
  expect(staleTags('{"stale":"team"}')).toEqual([]);
  expect(staleTags("{}")).toEqual([]);
  expect(staleTags("half a sen")).toEqual([]);
});

test("a tag refreshes exactly the reads that show it", async () => {
  const queries = new QueryClient();
  const paths = Object.keys(provides);
  const tags = [...new Set(Object.values(provides).flat())];
  for (const tag of tags) {
    for (const path of paths) queries.setQueryData(readKey(path), {});
    await refresh(queries, [tag as Tag]);
    const stale = paths.filter((path) => queries.getQueryState(readKey(path))?.isInvalidated);
    expect(stale).toEqual(paths.filter((path) => provides[path]?.includes(tag)));
    queries.clear();
  }
});
