// What of the chart is open, and what is known of it.
import { useMemo, useState } from "react";
import type { components } from "../../api/schema";
import { type ChartNode, type Opened, useBranches } from "../pages";
import { rowsOf } from "./outline";

export type ChartHit = components["schemas"]["ChartHit"];
export type ChartDays = { day: string | undefined; first: string; last: string };

export function useChart(days: ChartDays) {
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const [opened, setOpened] = useState<ReadonlyMap<number, number>>(new Map([[0, 1]]));
  const [pinned, setPinned] = useState<ReadonlyMap<number, readonly ChartNode[]>>(new Map());
  const first = useBranches([{ of: 0, pages: opened.get(0) ?? 1 }], days);
  // Someone alone at the top is shown with their people at once.
  const tops = first.branches.get(0)?.people ?? [];
  const alone = tops.length === 1 && tops[0] && !closed.has(tops[0].id) ? tops[0].id : undefined;
  const asked: Opened[] = [...opened].map(([of, pages]) => ({ of, pages }));
  if (alone !== undefined && !opened.has(alone)) asked.push({ of: alone, pages: 1 });
  const { branches, problem } = useBranches(asked, days);
  const ids = asked.map(({ of }) => of).join();
  const rows = useMemo(
    () => rowsOf(branches, new Set(ids.split(",").map(Number)), pinned),
    [branches, ids, pinned],
  );
  const open = (id: number) => {
    setOpened((was) => (was.has(id) ? was : new Map(was).set(id, 1)));
  };
  const close = (id: number) => {
    setClosed((was) => new Set(was).add(id));
    setOpened((was) => {
      const next = new Map(was);
      next.delete(id);
      return next;
    });
  };
  const more = (of: number) => setOpened((was) => new Map(was).set(of, (was.get(of) ?? 1) + 1));
  /** Opens the way down to a hit; what is on it is shown at once. */
  const show = ({ path }: ChartHit) => {
    setOpened((was) => {
      const next = new Map(was);
      for (const { id } of path.slice(0, -1)) if (!next.has(id)) next.set(id, 1);
      return next;
    });
    setPinned((was) => {
      const next = new Map(was);
      path.forEach((node, index) => {
        const above = path[index - 1]?.id ?? 0;
        const there = next.get(above) ?? [];
        next.set(above, [...there.filter(({ id }) => id !== node.id), node]);
      });
      return next;
    });
  };
  return { rows, problem, known: branches.has(0), open, close, more, show };
}
