import { useEffect, useState } from "react";
import type { Wall } from "../ask";

export type Scene = "board" | "prizes" | "feed";

/** The board stays longest: it is what people look up for. */
const millis: Record<Scene, number> = { board: 24_000, prizes: 12_000, feed: 12_000 };

/** What there is to show. */
export function scenesOf(wall: Pick<Wall, "rows" | "feed">): Scene[] {
  const scenes: Scene[] = wall.rows.length > 0 ? ["board", "prizes"] : ["prizes"];
  if (wall.feed.length > 0) scenes.push("feed");
  return scenes;
}

/** One scene after the other. Keeps one timer. */
export function useScene(scenes: readonly Scene[]): Scene {
  const [turn, setTurn] = useState(0);
  const count = scenes.length;
  const scene = scenes[turn % count] ?? "board";
  // Time passes outside React.
  useEffect(() => {
    if (count < 2) return;
    // Arrow keys turn at once; the count stays small however long it runs.
    const next = (by: number) => setTurn((was) => (was + by + count) % count);
    const timer = window.setTimeout(() => next(1), millis[scene]);
    const keyed = ({ key }: KeyboardEvent) => {
      if (key === "ArrowRight") next(1);
      if (key === "ArrowLeft") next(-1);
    };
    window.addEventListener("keydown", keyed);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener("keydown", keyed);
    };
  }, [scene, count]);
  return scene;
}
