// What opens above the page. Esc closes, and the focus returns to whoever opened it.
//   {open && <Layer title={…} onClose={() => setOpen(false)}>…</Layer>}     a drawer
//   {open && <Dialog title={…} onClose={…} footer={…}>…</Dialog>}
import { Drawer, Modal } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { OnPaper } from "../frame/Skins";

let pageOpener: HTMLElement | null = null;

/** Who opened it; a dialog that follows another goes back to where the first was opened. */
function findOpener(): HTMLElement | null {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active !== document.body && !active.closest("[role=dialog]"))
    pageOpener = active;
  return pageOpener;
}

/**
 * The focus goes back to the opener; a drawer that is taken away whole does not do it itself. Who has
 * gone on meanwhile keeps it.
 */
function useOpener() {
  const [opener] = useState(findOpener);
  // Focus is outside React.
  useEffect(
    () => () => {
      window.setTimeout(() => {
        const active = document.activeElement;
        if (opener?.isConnected && (!active || active === document.body)) opener.focus();
      }, 0);
    },
    [opener],
  );
}

type LayerProps = {
  title: ReactNode;
  onClose: () => void;
  /** From the side to read beside the page, from the bottom on phones. */
  from?: "side" | "bottom";
  width?: number;
  footer?: ReactNode;
  children: ReactNode;
};

export function Layer({
  title,
  onClose,
  from = "side",
  width = 480,
  footer,
  children,
}: LayerProps) {
  useOpener();
  return (
    <OnPaper>
      <Drawer
        open
        closable={{ placement: "end" }}
        title={title}
        onClose={onClose}
        placement={from === "side" ? "right" : "bottom"}
        size={from === "side" ? `min(${width}px, 100vw)` : "auto"}
        footer={footer}
        rootClassName={from === "bottom" ? "layer-bottom" : undefined}
      >
        {children}
      </Drawer>
    </OnPaper>
  );
}

type DialogProps = Omit<LayerProps, "from">;

export function Dialog({ title, onClose, width = 520, footer = null, children }: DialogProps) {
  useOpener();
  return (
    <OnPaper>
      <Modal open title={title} onCancel={onClose} width={width} footer={footer} centered>
        {children}
      </Modal>
    </OnPaper>
  );
}
