import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, useReducer } from "react";
import { expect, test } from "vitest";
import { render } from "../test/render";
import { useWrite } from "./hooks";

test("a write's run is one function from drawing to drawing, so that an effect may name it", () => {
  const runs = new Set<unknown>();
  let again = () => {};
  const Probe = () => {
    [, again] = useReducer((count: number) => count + 1, 0);
    runs.add(useWrite("post", "/api/invitation/reading", { quiet: true }).run);
    return null;
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Probe />
    </QueryClientProvider>,
  );
  act(again);
  act(again);
  expect(runs.size).toBe(1);
});
