import { Button } from "antd";
import type { ReactNode } from "react";
import { useLink } from "../frame/go";

type GoButtonProps = {
  /** An address from `paths`. */
  to: string;
  type?: "primary" | "default" | "text";
  children: ReactNode;
};

/** A link that looks like a button; with Ctrl or the middle button it opens beside. */
export function GoButton({ to, type = "default", children }: GoButtonProps) {
  return (
    <Button type={type} {...useLink(to)}>
      {children}
    </Button>
  );
}
