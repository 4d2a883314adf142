import { Button } from "antd";
import { Maximize, Minus, Plus } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { useGo } from "../../frame/go";
import { paths } from "../../paths";
import type { ChartNode } from "../pages";
import { draw, paletteOf } from "./draw";
import { box, fitted, type Lens, layout, spotAt, zoomed } from "./layout";
import type { Row } from "./outline";

type MapProps = {
  rows: readonly Row[];
  shown: number | undefined;
  onOpen: (id: number) => void;
  onClose: (id: number) => void;
  onMove: ((node: ChartNode, sponsor?: ChartNode) => void) | undefined;
};

type Grip = { x: number; y: number; lens: Lens; node: ChartNode | undefined; far: boolean };
const farPixels = 6;

/** The opened part of the chart on one canvas: drag to look around, wheel to zoom, click to unfold. */
export function MapView({ rows, shown, onOpen, onClose, onMove }: MapProps) {
  const { t, i18n } = useTranslation();
  const go = useGo();
  const tiers = useRead("/api/tiers", { fresh: 300_000 });
  const canvas = useRef<HTMLCanvasElement>(null);
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [kept, setLens] = useState<Lens>();
  const [grip, setGrip] = useState<Grip>();
  const [drag, setDrag] = useState<{ x: number; y: number }>();
  const [skin, setSkin] = useState(0);
  const spots = useMemo(() => layout(rows), [rows]);
  const lens = kept ?? startLens(spots, size);
  const held = grip?.far ? grip.node : undefined;
  const dragged = useMemo(() => held && drag && { node: held, ...drag }, [held, drag]);
  const over = dragged && spotAt(spots, dragged.x + box.width / 2, dragged.y)?.node;

  // The canvas is as large as its frame, and has the colours of its skin; both change outside React.
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const sized = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    sized.observe(element);
    const skinned = new MutationObserver(() => setSkin((was) => was + 1));
    skinned.observe(document.documentElement, { attributeFilter: ["data-skin"] });
    return () => {
      sized.disconnect();
      skinned.disconnect();
    };
  }, []);

  const colours = useMemo(
    () => new Map((tiers.data ?? []).map(({ id, colour }) => [id, colour])),
    [tiers.data],
  );
  const target = over && over.id !== dragged?.node.id ? over.id : undefined;
  // Drawing is outside React; one picture a frame.
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context || size.width === 0) return;
    const frame = requestAnimationFrame(() => {
      if (!canvas.current) return;
      const ratio = window.devicePixelRatio || 1;
      const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
      if (canvas.current.width !== width) canvas.current.width = width;
      if (canvas.current.height !== height) canvas.current.height = height;
      draw(
        context,
        {
          spots,
          lens,
          palette: paletteOf(canvas.current),
          colours,
          shown,
          dragged: dragged && { id: dragged.node.id, x: dragged.x, y: dragged.y, over: target },
          people: (count) => t("team.people", { count }),
        },
        ratio,
      );
    });
    return () => cancelAnimationFrame(frame);
  }, [spots, lens, size, colours, shown, dragged, target, skin, t, i18n.language]);

  const hit = spots.find(({ node }) => node.id === shown);
  const [centred, setCentred] = useState<number>();
  if (hit && centred !== shown && size.width > 0) {
    setCentred(shown);
    const k = Math.max(lens.k, 0.6);
    const [x, y] = [hit.x + box.width / 2, hit.y];
    setLens({ k, x: size.width / 2 - x * k, y: size.height / 2 - y * k });
  }

  const point = (event: { clientX: number; clientY: number }) => {
    const frame = canvas.current?.getBoundingClientRect();
    const [px, py] = [event.clientX - (frame?.left ?? 0), event.clientY - (frame?.top ?? 0)];
    return { px, py, x: (px - lens.x) / lens.k, y: (py - lens.y) / lens.k };
  };
  const zoom = (by: number, px = size.width / 2, py = size.height / 2) =>
    setLens(zoomed(lens, by, px, py));
  // React's own wheel listener is passive and could not keep the page from scrolling.
  useEffect(() => {
    const element = canvas.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const frame = element?.getBoundingClientRect();
      const [px, py] = [event.clientX - (frame?.left ?? 0), event.clientY - (frame?.top ?? 0)];
      setLens(
        event.ctrlKey || !event.shiftKey
          ? zoomed(lens, Math.exp(-event.deltaY / 400), px, py)
          : { ...lens, x: lens.x - event.deltaY },
      );
    };
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, [lens]);

  const down = (event: PointerEvent) => {
    canvas.current?.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const { x, y } = point(event);
    const node = event.pointerType === "mouse" && onMove ? spotAt(spots, x, y)?.node : undefined;
    setGrip({ x: event.clientX, y: event.clientY, lens, node, far: false });
  };
  const moveTo = (event: PointerEvent) => {
    const before = fingers.current.get(event.pointerId);
    if (!grip || !before) return;
    const others = [...fingers.current].filter(([id]) => id !== event.pointerId);
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const other = others[0]?.[1];
    if (other) {
      // Two fingers: the distance between them is the zoom.
      const reach = (a: { x: number; y: number }) => Math.hypot(a.x - other.x, a.y - other.y) || 1;
      const middle = point({
        clientX: (event.clientX + other.x) / 2,
        clientY: (event.clientY + other.y) / 2,
      });
      const by = reach({ x: event.clientX, y: event.clientY }) / reach(before);
      setLens(zoomed(lens, by, middle.px, middle.py));
      setGrip({ ...grip, far: true });
      return;
    }
    const [dx, dy] = [event.clientX - grip.x, event.clientY - grip.y];
    const far = grip.far || Math.hypot(dx, dy) > farPixels;
    if (far !== grip.far) setGrip({ ...grip, far });
    if (!far) return;
    if (grip.node) {
      const { x, y } = point(event);
      setDrag({ x: x - box.width / 2, y });
    } else setLens({ ...grip.lens, x: grip.lens.x + dx, y: grip.lens.y + dy });
  };
  const up = (event: PointerEvent) => {
    fingers.current.delete(event.pointerId);
    const { x, y } = point(event);
    const spot = spotAt(spots, x, y);
    if (grip?.node && grip.far && spot && spot.node.id !== grip.node.id)
      onMove?.(grip.node, spot.node);
    else if (grip && !grip.far && spot) {
      if (spot.node.brought === 0) go(paths.member(spot.node.id));
      else if (spot.open) onClose(spot.node.id);
      else onOpen(spot.node.id);
    }
    setGrip(undefined);
    setDrag(undefined);
  };
  const press = (event: KeyboardEvent) => {
    const step = {
      ArrowLeft: [60, 0],
      ArrowRight: [-60, 0],
      ArrowUp: [0, 60],
      ArrowDown: [0, -60],
    }[event.key];
    if (step) setLens({ ...lens, x: lens.x + (step[0] ?? 0), y: lens.y + (step[1] ?? 0) });
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") setLens(undefined);
    else return;
    event.preventDefault();
  };
  return (
    <div className="team-map">
      <canvas
        ref={canvas}
        role="img"
        aria-label={t("team.chart.mapLabel", { count: spots.length })}
        tabIndex={0}
        data-drag={dragged ? true : undefined}
        onPointerDown={down}
        onPointerMove={moveTo}
        onPointerUp={up}
        onPointerCancel={up}
        onKeyDown={press}
      />
      <div className="team-map-tools">
        <Button
          icon={<Plus size={16} aria-hidden="true" />}
          aria-label={t("team.chart.nearer")}
          onClick={() => zoom(1.25)}
        />
        <Button
          icon={<Minus size={16} aria-hidden="true" />}
          aria-label={t("team.chart.farther")}
          onClick={() => zoom(0.8)}
        />
        <Button
          icon={<Maximize size={16} aria-hidden="true" />}
          aria-label={t("team.chart.whole")}
          onClick={() => setLens(fitted(spots, size.width, size.height))}
        />
      </div>
    </div>
  );
}

/** At first the top of the tree is at the left, at a size that can be read. */
function startLens(
  spots: ReturnType<typeof layout>,
  size: { width: number; height: number },
): Lens {
  const whole = fitted(spots, size.width, size.height);
  if (whole.k >= 0.55) return whole;
  return { k: 0.7, x: 24, y: size.height / 2 - (spots[0]?.y ?? 0) * 0.7 };
}
