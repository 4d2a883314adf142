// jsdom has no media queries: a wide, light, resting screen. Nor does it lay out, so no size changes.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), { matches: false, media: query, onchange: null }) as never;
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
