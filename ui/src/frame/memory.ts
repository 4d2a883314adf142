// What a viewer left is found again: skin, language, filters. Kept on this device, per viewer.
let viewer = "";

const keyOf = (name: string) => `hongbang:${viewer}:${name}`;

/** Names whose memory is used from now on; before sign-in it is the device's own. */
export function setViewer(id: string): void {
  viewer = id;
}

/** What was kept, or undefined; a browser that refuses storage remembers nothing. */
export function recall<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(keyOf(name)) ?? localStorage.getItem(`hongbang::${name}`);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

/** Keeps a small value; `device` keeps it for whoever opens this device next, too. */
export function keep(name: string, value: unknown, device = false): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(value));
    if (device) localStorage.setItem(`hongbang::${name}`, JSON.stringify(value));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
