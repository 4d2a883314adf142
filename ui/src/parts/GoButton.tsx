import { Button } from "antd";
import type { MouseEvent, ReactNode } from "react";
import { useGo } from "../frame/go";

type GoButtonProps = {
  /** An address from `paths`. */
  to: string;
  type?: "primary" | "default" | "text";
  children: ReactNode;
};

/** A link that looks like a button; with Ctrl or the middle button it opens beside. */
export function GoButton({ to, type = "default", children }: GoButtonProps) {
  const go = useGo();
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <Button type={type} href={to} onClick={follow}>
      {children}
    </Button>
  );
}
