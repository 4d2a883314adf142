// What Ctrl+K finds. Pages come from the routes; nouns add commands and finders from their routes
// file: `addCommand({ title: "sale.import.title", to: paths.importing(), roles: ["founder"] })`,
// `addFinder((text) => …)`.
import { useEffect } from "react";
import { tinykeys } from "tinykeys";
import type { Role } from "./me";

export interface Command {
  /** Key of its words. */
  title: string;
  to?: string;
  act?: () => void;
  roles?: readonly Role[];
  keys?: string;
}
/** Something found by text: a member, an order. */
export interface Found {
  id: string;
  words: string;
  hint?: string;
  to: string;
}
type Finder = (text: string, signal: AbortSignal) => Promise<Found[]>;

const commands: Command[] = [];
const finders: Finder[] = [];

export const addCommand = (command: Command) => void commands.push(command);
export const addFinder = (finder: Finder) => void finders.push(finder);
export const allCommands = (): readonly Command[] => commands;

/** Asks every finder; one that fails finds nothing. */
export async function find(text: string, signal: AbortSignal): Promise<Found[]> {
  const found = await Promise.allSettled(finders.map((finder) => finder(text, signal)));
  return found.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
}

/** Ctrl+K (⌘K) anywhere opens it. The keyboard is outside React. */
export function usePaletteKey(open: (set: (was: boolean) => boolean) => void): void {
  useEffect(
    () =>
      tinykeys(window, {
        "$mod+KeyK": (event) => {
          event.preventDefault();
          open((was) => !was);
        },
      }),
    [open],
  );
}
