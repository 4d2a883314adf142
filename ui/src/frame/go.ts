// Addresses are plain strings from `paths.ts`, so the links of a noun need no generated types.
import { useLocation, useNavigate, useParams, useRouter } from "@tanstack/react-router";
import { type MouseEventHandler, useEffect } from "react";
import { keep, recall } from "./memory";

/** Goes to an address from `paths`; where one is already leaves no second trace. */
export function useGo() {
  const { history } = useRouter();
  return (href: string) =>
    href === history.location.href ? history.replace(href) : history.push(href);
}

/**
 * What makes an element a link to a page of ours, fetched as the pointer or the focus comes near.
 * The router's own links would each reckon their address anew at every change of address.
 */
export function useLink(to: string, onClick?: MouseEventHandler<HTMLElement>) {
  const router = useRouter();
  const go = useGo();
  const near = () => void router.preloadRoute({ to: to.split("?")[0] }).catch(() => {});
  const follow: MouseEventHandler<HTMLElement> = (event) => {
    onClick?.(event);
    const beside = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || beside || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return { href: to, onClick: follow, onPointerEnter: near, onFocus: near };
}

/** The address's own parts: `usePlace().id` on `/members/$id`. */
export function usePlace(): Record<string, string> {
  return useParams({ strict: false });
}

type Filter = Record<string, string | number | boolean | undefined>;

/**
 * A page's filters, kept in the address and remembered for the next visit under `name`.
 * What equals `first` is left out of the address.
 */
export function useFilter<F extends Filter>(name: string, first: F) {
  const navigate = useNavigate();
  const search = useLocation().search as Partial<F>;
  const given = Object.keys(first).some((key) => search[key] !== undefined);
  const known: Partial<F> = given ? search : (recall<Partial<F>>(`filter.${name}`) ?? {});
  const filter = { ...first };
  for (const key of Object.keys(first) as (keyof F)[])
    if (known[key] !== undefined) filter[key] = known[key] as F[keyof F];

  const text = JSON.stringify(filter);
  // The memory is outside React: it follows the address, however that came about.
  useEffect(() => keep(`filter.${name}`, JSON.parse(text)), [name, text]);

  const change = (part: Partial<F>) => {
    const next: Filter = { ...search, ...filter, ...part };
    for (const key of Object.keys(next)) if (next[key] === first[key]) next[key] = undefined;
    // At least one is spelled out, so that the address wins over the memory.
    const same = Object.keys(first).every((key) => next[key] === undefined);
    const key = Object.keys(first)[0];
    if (same && key) next[key] = first[key];
    void navigate({ to: ".", search: next, replace: true } as never);
  };
  return [filter, change] as const;
}
