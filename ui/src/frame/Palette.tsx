import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { chooseLanguage } from "./language";
import { useGo } from "./go";
import { useSelf } from "./me";
import { allPages } from "./pages";
import { allCommands, find } from "./palette";
import { useNav } from "./nav";
import { type PageRoute, shownTo } from "./route";
import { chooseSkin } from "./skin";
import { skinNames } from "./skins";
import { languages } from "../words/languages";

interface Entry {
  id: string;
  words: string;
  hint?: string;
  keys?: string;
  act: () => void;
}

/** Pages and commands of this caller, in the order of the rail. */
function useEntries(): Entry[] {
  const { t } = useTranslation();
  const { role } = useSelf();
  const go = useGo();
  const rail = useNav().flatMap(({ pages }) => pages as PageRoute[]);
  const others = allPages().filter(
    (page) => !page.nav && !page.bare && !page.path.includes("$") && shownTo(role, page),
  );
  const pages = [...rail, ...others].map((page) => ({
    id: page.path,
    words: t(page.title),
    hint: page.nav && t(`frame.nav.${page.nav.group}`),
    keys: page.nav?.keys,
    act: () => go(page.path),
  }));
  const commands = allCommands()
    .filter((command) => command.roles?.includes(role) ?? true)
    .map(({ title, to, act, keys }) => ({
      id: title,
      words: t(title),
      hint: t("frame.palette.command"),
      keys,
      act: () => (to ? go(to) : act?.()),
    }));
  const own = [
    ...skinNames.map((skin) => ({
      id: `skin.${skin}`,
      words: t("frame.palette.skin", { skin: t(`frame.skin.${skin}`) }),
      hint: t("frame.palette.command"),
      act: () => chooseSkin(skin),
    })),
    ...languages.map((language) => ({
      id: `language.${language}`,
      words: t("frame.palette.language", { language: t(`frame.language.${language}`) }),
      hint: t("frame.palette.command"),
      act: () => void chooseLanguage(language),
    })),
  ];
  return [...pages, ...commands, ...own];
}

const matches = (entry: Entry, text: string) =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every((part) => `${entry.words} ${entry.hint ?? ""} ${entry.id}`.toLowerCase().includes(part));

export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const go = useGo();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  // Not deferred: people who answer an earlier text must not stand where Enter takes.
  const asked = text.trim();
  const entries = useEntries().filter((entry) => matches(entry, asked));
  const found = useQuery({
    queryKey: ["palette", asked],
    queryFn: ({ signal }) => find(asked, signal),
    enabled: asked.length > 0,
    staleTime: 30_000,
  });
  const people: Entry[] = (asked ? (found.data ?? []) : []).map((one) => ({
    id: `found.${one.id}`,
    words: one.words,
    hint: one.hint,
    act: () => go(one.to),
  }));
  const all = [...people, ...entries].slice(0, 50);
  const chosen = Math.min(at, all.length - 1);

  // A dialog element opens by a call; closing gives the focus back to whoever had it.
  useEffect(() => dialog.current?.showModal(), []);

  const take = (entry: Entry | undefined) => {
    if (!entry) return;
    dialog.current?.close();
    entry.act();
  };
  const keyed = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(chosen + 1, all.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(chosen - 1, 0));
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) take(all[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t("frame.palette.label")}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className="palette-box">
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={all[chosen] ? `palette-${chosen}` : undefined}
          aria-label={t("frame.palette.label")}
          placeholder={t("frame.palette.hint")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={keyed}
        />
        <div id="palette-list" role="listbox" aria-label={t("frame.palette.label")}>
          {all.map((entry, index) => (
            <div
              key={entry.id}
              id={`palette-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              ref={(row) => {
                if (index === chosen) row?.scrollIntoView({ block: "nearest" });
              }}
              onPointerMove={() => index !== chosen && setAt(index)}
              onClick={() => take(entry)}
              onKeyDown={keyed}
            >
              <span>{entry.words}</span>
              <small>{entry.hint}</small>
              {entry.keys && <kbd>{entry.keys}</kbd>}
            </div>
          ))}
        </div>
        {all.length === 0 && <p className="palette-none">{t("frame.palette.none")}</p>}
      </div>
    </dialog>
  );
}
