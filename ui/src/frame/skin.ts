import { keep, recall } from "./memory";
import { type Skin, skinNames, skins } from "./skins";
import { store } from "./store";

const asked = (): Skin => {
  const kept = recall<Skin>("skin");
  if (kept && skinNames.includes(kept)) return kept;
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
};

const skin = store<Skin>(asked());

function dress(next: Skin) {
  document.documentElement.dataset.skin = next;
  const colour = skins[next].ground.ground;
  const meta = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]');
  const tag = meta ?? document.head.appendChild(document.createElement("meta"));
  tag.name = "theme-color";
  tag.content = colour;
}

export const useSkin = skin.use;

export function chooseSkin(next: Skin): void {
  keep("skin", next, true);
  skin.set(next);
  dress(next);
}

/** Puts on what this viewer chose last. */
export function recallSkin(): void {
  skin.set(asked());
  dress(skin.get());
}

// A second window of the same viewer's wears what the first one chose.
window.addEventListener("storage", ({ key }) => {
  if (key?.endsWith(":skin")) recallSkin();
});
