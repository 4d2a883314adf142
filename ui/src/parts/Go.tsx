import type { AnchorHTMLAttributes } from "react";
import { useLink } from "../frame/go";

type GoProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & {
  /** An address from `paths`. */
  to: string;
};

/** A link to a page of ours. The page is fetched as the pointer comes near. */
export function Go({ to, onClick, children, ...rest }: GoProps) {
  return (
    <a {...rest} {...useLink(to, onClick)}>
      {children}
    </a>
  );
}
