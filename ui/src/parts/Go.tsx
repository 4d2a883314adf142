import { Link } from "@tanstack/react-router";
import type { AnchorHTMLAttributes } from "react";

type GoProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & {
  /** An address from `paths`. */
  to: string;
};

/** A link to a page of ours. The page is fetched as the pointer comes near. */
export function Go({ to, ...rest }: GoProps) {
  const [path, query] = to.split("?");
  const search = query ? Object.fromEntries(new URLSearchParams(query)) : undefined;
  // Which of a menu's entries is open the menu says; a page below another is not that other page.
  return <Link to={path} search={search as never} activeOptions={{ exact: true }} {...rest} />;
}
