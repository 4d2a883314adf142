// The member's own menu. Nouns add entries from their routes file, e.g. access adds 退出.
interface MenuEntry {
  /** Key of its words. */
  title: string;
  to?: string;
  act?: () => void;
}

const entries: MenuEntry[] = [];

export const addMenuEntry = (entry: MenuEntry) => void entries.push(entry);
export const menuEntries = (): readonly MenuEntry[] => entries;
