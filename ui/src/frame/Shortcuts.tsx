import { useEffect } from "react";
import { tinykeys } from "tinykeys";
import { useGo } from "./go";
import { useSelf } from "./me";
import { useNav } from "./nav";
import { allCommands } from "./palette";
import { writing } from "./writing";

/** The keys that the palette shows beside pages and commands. In a field they are letters. */
export function Shortcuts() {
  const { role } = useSelf();
  const go = useGo();
  const pages = useNav().flatMap(({ pages }) => pages);
  // The keyboard is outside React.
  useEffect(() => {
    const keys: Record<string, (event: KeyboardEvent) => void> = {};
    const bind = (sequence: string | undefined, act: () => void) => {
      if (sequence)
        keys[sequence] = (event) => {
          if (!writing(event.target)) act();
        };
    };
    for (const { path, nav } of pages) bind(nav.keys, () => go(path));
    for (const { keys: sequence, roles, to, act } of allCommands())
      if (roles?.includes(role) ?? true) bind(sequence, () => (to ? go(to) : act?.()));
    return tinykeys(window, keys);
  });
  return null;
}
