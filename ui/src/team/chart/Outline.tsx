import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronRight, Move } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useGo } from "../../frame/go";
import { Avatar } from "../../parts/Avatar";
import { Money } from "../../parts/Numbers";
import { paths } from "../../paths";
import type { ChartNode } from "../pages";
import { TierMark } from "../TierMark";
import { deedOf, type Row } from "./outline";

type OutlineProps = {
  rows: readonly Row[];
  /** Who the cursor is put on when it changes: a search hit. */
  shown: number | undefined;
  onOpen: (id: number) => void;
  onClose: (id: number) => void;
  onMore: (of: number) => void;
  /** Moves a branch; with a sponsor when it was dropped on one. */
  onMove: ((node: ChartNode, sponsor?: ChartNode) => void) | undefined;
};

const rowHeight = 56;

/** The chart as an outline: only what is in view is drawn, and the keyboard goes everywhere. */
export function Outline({ rows, shown, onOpen, onClose, onMore, onMove }: OutlineProps) {
  const { t } = useTranslation();
  const go = useGo();
  const frame = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  const [dragged, setDragged] = useState<ChartNode>();
  const [over, setOver] = useState<number>();
  const at = Math.min(cursor, rows.length - 1);
  // Its answer is read while drawing only and given to nobody.
  // oxlint-disable-next-line react/incompatible-library
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const put = (index: number) => {
    setCursor(index);
    lines.scrollToIndex(index, { align: "auto" });
  };
  const hit = rows.findIndex((row) => row.kind === "person" && row.node.id === shown);
  // The scroll position is the browser's: it follows a search hit when its row appears.
  useEffect(() => {
    if (hit < 0) return;
    setCursor(hit);
    lines.scrollToIndex(hit, { align: "center" });
  }, [hit, shown, lines]);

  const enter = (row: Row | undefined) => {
    if (row?.kind === "person") go(paths.member(row.node.id));
    if (row?.kind === "more") onMore(row.of);
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const deed = deedOf(event.key, at, rows);
    if (!deed) return;
    event.preventDefault();
    if ("go" in deed) put(deed.go);
    if ("open" in deed) onOpen(deed.open);
    if ("close" in deed) onClose(deed.close);
    if ("enter" in deed) enter(rows[deed.enter]);
    if ("move" in deed) {
      const row = rows[deed.move];
      if (row?.kind === "person") onMove?.(row.node);
    }
  };
  return (
    <div
      ref={frame}
      className="team-outline"
      role="tree"
      aria-label={t("team.chart.tree")}
      aria-activedescendant={rows.length > 0 ? `chart-${at}` : undefined}
      tabIndex={0}
      onKeyDown={press}
    >
      <div role="presentation" style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (!row) return null;
          const place = { "--level": row.level - 1, transform: `translateY(${start}px)` };
          const common = {
            id: `chart-${index}`,
            "aria-level": row.level,
            "aria-selected": index === at,
            className: "team-row",
            style: place as CSSProperties,
          };
          if (row.kind === "pending")
            return (
              <div key={`pending-${row.of}`} role="treeitem" {...common} aria-busy="true">
                <span className="team-row-wait" />
              </div>
            );
          if (row.kind === "more")
            return (
              <div key={`more-${row.of}`} role="treeitem" {...common}>
                <button
                  type="button"
                  tabIndex={-1}
                  className="team-row-more"
                  onClick={() => onMore(row.of)}
                >
                  {t("team.chart.more", { count: row.rest })}
                </button>
              </div>
            );
          const { node } = row;
          return (
            <div
              key={node.id}
              role="treeitem"
              {...common}
              tabIndex={-1}
              aria-setsize={row.of}
              aria-posinset={row.place}
              aria-expanded={node.brought > 0 ? row.open : undefined}
              data-over={over === node.id || undefined}
              draggable={onMove !== undefined}
              onClick={() => {
                setCursor(index);
                // The keys belong to the tree; a row that scrolls away would take the focus with it.
                frame.current?.focus({ preventScroll: true });
              }}
              onDragStart={() => setDragged(node)}
              onDragEnd={() => {
                setDragged(undefined);
                setOver(undefined);
              }}
              onDragOver={(event) => {
                if (!dragged || dragged.id === node.id) return;
                event.preventDefault();
                setOver(node.id);
              }}
              onDrop={(event) => {
                event.preventDefault();
                setOver(undefined);
                if (dragged && dragged.id !== node.id) onMove?.(dragged, node);
              }}
            >
              <PersonRow
                node={node}
                open={row.open}
                onToggle={() => (row.open ? onClose(node.id) : onOpen(node.id))}
                onEnter={() => enter(row)}
                onMove={onMove && (() => onMove(node))}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

type PersonRowProps = {
  node: ChartNode;
  open: boolean;
  onToggle: () => void;
  onEnter: () => void;
  onMove: (() => void) | undefined;
};

// Keys belong to the tree: its buttons are for the hand only.
function PersonRow({ node, open, onToggle, onEnter, onMove }: PersonRowProps) {
  const { t } = useTranslation();
  return (
    <>
      {node.brought > 0 ? (
        <button
          type="button"
          tabIndex={-1}
          className="team-row-fold"
          data-open={open || undefined}
          aria-label={t(open ? "team.chart.close" : "team.chart.open", { name: node.name })}
          onClick={onToggle}
        >
          <ChevronRight size={18} strokeWidth={1.6} aria-hidden="true" />
        </button>
      ) : (
        <span className="team-row-fold" />
      )}
      <Avatar name={node.name} member={node.id} size={32} />
      <button type="button" tabIndex={-1} className="team-row-name" onClick={onEnter}>
        <b>{node.name}</b>
        <small>
          <TierMark id={node.tier_id} />
          <span className="team-row-few">{t("team.people", { count: node.people })}</span>
          {node.left && <span>{t("team.left")}</span>}
        </small>
      </button>
      <span className="team-row-people">{t("team.people", { count: node.people })}</span>
      <span className="team-row-fen">
        <Money fen={node.fen} />
      </span>
      {onMove && (
        <button
          type="button"
          tabIndex={-1}
          className="team-row-move"
          aria-label={t("team.move.verb", { name: node.name })}
          title={t("team.move.verb", { name: node.name })}
          onClick={onMove}
        >
          <Move size={16} strokeWidth={1.6} aria-hidden="true" />
        </button>
      )}
    </>
  );
}
