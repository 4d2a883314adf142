// Draws the map on a canvas: only what is in view, in the skin's own colours.
import { money } from "../../parts/format";
import { box, type Lens, type Spot } from "./layout";

export type Palette = Record<
  "raised" | "ink" | "ink-2" | "line" | "edge" | "accent" | "wash",
  string
>;

/** The skin's colours where the canvas stands. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    raised: of("raised"),
    ink: of("ink"),
    "ink-2": of("ink-2"),
    line: of("line"),
    edge: of("edge"),
    accent: of("accent"),
    wash: of("wash"),
  };
}

export type Scene = {
  spots: readonly Spot[];
  lens: Lens;
  palette: Palette;
  /** Each tier's colour. */
  colours: ReadonlyMap<number, string>;
  /** A search hit, marked. */
  shown: number | undefined;
  /** What is dragged, and over whom. */
  dragged: { id: number; x: number; y: number; over: number | undefined } | undefined;
  people: (count: number) => string;
};

const text = (weight: number, size: number) =>
  `${weight} ${size}px "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`;

export function draw(context: CanvasRenderingContext2D, scene: Scene, ratio: number) {
  const { canvas } = context;
  const { spots, lens, palette } = scene;
  const [width, height] = [canvas.width / ratio, canvas.height / ratio];
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.translate(lens.x, lens.y);
  context.scale(lens.k, lens.k);
  const [left, right] = [-lens.x / lens.k - box.across, (width - lens.x) / lens.k];
  const [top, foot] = [-lens.y / lens.k - box.height, (height - lens.y) / lens.k + box.height];
  const inside = (x: number, y: number) => x > left && x < right && y > top && y < foot;
  context.strokeStyle = palette.edge;
  context.lineWidth = 1 / Math.min(1, lens.k);
  context.beginPath();
  for (const { x, y, above } of spots) {
    if (!above || x < left || above.x > right || Math.max(y, above.y) < top) continue;
    if (Math.min(y, above.y) > foot) continue;
    const [from, bend] = [above.x + box.width, x - 24];
    context.moveTo(from, above.y);
    context.lineTo(bend, above.y);
    context.lineTo(bend, y);
    context.lineTo(x, y);
  }
  context.stroke();
  for (const spot of spots) if (inside(spot.x, spot.y)) card(context, scene, spot, spot.x, spot.y);
  if (scene.dragged) {
    const { id, x, y } = scene.dragged;
    const spot = spots.find(({ node }) => node.id === id);
    context.globalAlpha = 0.8;
    if (spot) card(context, scene, spot, x, y);
    context.globalAlpha = 1;
  }
}

function card(context: CanvasRenderingContext2D, scene: Scene, spot: Spot, x: number, y: number) {
  const { palette, lens } = scene;
  const { node } = spot;
  const marked = node.id === scene.shown || node.id === scene.dragged?.over;
  context.fillStyle = marked ? palette.wash : palette.raised;
  context.strokeStyle = marked ? palette.accent : palette.edge;
  context.lineWidth = marked ? 2 : 1;
  context.beginPath();
  context.roundRect(x, y - box.height / 2, box.width, box.height, 4);
  context.fill();
  context.stroke();
  context.fillStyle = scene.colours.get(node.tier_id ?? 0) ?? palette.line;
  context.fillRect(x, y - box.height / 2 + 6, 3, box.height - 12);
  if (lens.k < 0.3) return;
  const room = box.width - 28;
  context.fillStyle = node.left ? palette["ink-2"] : palette.ink;
  context.font = text(600, 14);
  context.fillText(fit(context, node.name, room - 16), x + 14, y - 4);
  context.fillStyle = palette["ink-2"];
  context.font = text(400, 12);
  const words = `${scene.people(node.people)} · ${money(node.fen)}`;
  context.fillText(fit(context, words, room), x + 14, y + 16);
  if (node.brought > 0) {
    context.font = text(400, 16);
    context.fillText(spot.open ? "−" : "+", x + box.width - 20, y - 2);
  }
}

function fit(context: CanvasRenderingContext2D, words: string, room: number): string {
  if (context.measureText(words).width <= room) return words;
  let cut = [...words];
  while (cut.length > 1 && context.measureText(`${cut.join("")}…`).width > room)
    cut = cut.slice(0, -1);
  return `${cut.join("")}…`;
}
