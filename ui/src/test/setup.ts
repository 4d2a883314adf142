// jsdom has no media queries: a wide, light, resting screen.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), { matches: false, media: query, onchange: null }) as never;
