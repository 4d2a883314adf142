import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Go } from "./Go";

type StatProps = {
  label: ReactNode;
  children: ReactNode;
  /** A second line: change, gap, unit. */
  note?: ReactNode;
  /** Every number opens to its reasons: an address, or what opens them here. */
  to?: string;
  onOpen?: () => void;
  /** One on a page: the number that the page is about. */
  great?: boolean;
};

/** A number with its name. */
export function Stat({ label, children, note, to, onOpen, great }: StatProps) {
  const body = (
    <>
      <span className="stat-label">
        {label}
        {(to || onOpen) && <ChevronRight size={14} aria-hidden="true" />}
      </span>
      <span className="stat-number">{children}</span>
      {note && <span className="stat-note">{note}</span>}
    </>
  );
  const kind = { className: "stat", "data-great": great || undefined };
  if (to)
    return (
      <Go to={to} {...kind}>
        {body}
      </Go>
    );
  if (onOpen)
    return (
      <button type="button" onClick={onOpen} {...kind}>
        {body}
      </button>
    );
  return <div {...kind}>{body}</div>;
}

/** Stats in a row, hairlines between them. */
export function Stats({ children }: { children: ReactNode }) {
  return <div className="stats">{children}</div>;
}
