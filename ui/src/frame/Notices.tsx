import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import type { components } from "../api/schema";
import { paths } from "../paths";
import { useGo } from "./go";
import { isInFront, opened, tell, useNoticing } from "./notice";
import { now } from "./now";

type Notice = components["schemas"]["Notice"];

/** The longest that a timer waits. */
const timerMillisMax = 2 ** 31 - 1;

/** No more than this at once: who comes back sees the rest on the pages. */
const most = 3;

const pathOf = ({ what, id }: Notice): string => {
  if (what === "praise") return paths.praises({ of: "received" });
  if (what === "report") return paths.approvals();
  return what === "redemption" || what === "asked" ? paths.redemption(id) : paths.contest(id);
};

/** Tells by the system what happened for the viewer; shows nothing itself. */
export function Notices() {
  return useNoticing() === "on" ? <Listening /> : null;
}

function Listening() {
  const { t } = useTranslation();
  const go = useGo();
  // Live events refresh it as they do every other answer.
  const { data, refetch } = useRead("/api/notices");
  const next = data?.next;
  const known = useRef<Set<string>>(undefined);
  // The system's notices are outside React.
  useEffect(() => {
    if (!data) return;
    const before = known.current;
    const fresh = data.notices.filter(({ key }) => !before?.has(key));
    known.current = new Set([...(before ?? []), ...fresh.map(({ key }) => key)]);
    // What was there when the page opened is on the pages; so is what comes while one looks at them.
    if (!before || isInFront()) return;
    for (const one of fresh.slice(0, most).reverse()) {
      const { key, what, who, thing, state } = one;
      const stands = state ? t(`prize.state.${state}`) : "";
      const body = t(`notice.body.${what}`, { who, thing, state: stands });
      tell({ key, title: t(`notice.title.${what}`), body, path: pathOf(one) }, go);
    }
  }, [data, t, go]);
  // What time alone brings comes without an event: it is asked for then, once.
  useEffect(() => {
    if (next == null) return;
    const wait = Math.min(Math.max(next - now(), 0) + 1000, timerMillisMax);
    const timer = window.setTimeout(() => void refetch(), wait);
    return () => window.clearTimeout(timer);
  }, [next, refetch]);
  // The window's answer to a click comes from outside React, too.
  useEffect(() => {
    const open = (event: Event) => go((event as CustomEvent<string>).detail);
    window.addEventListener(opened, open);
    return () => window.removeEventListener(opened, open);
  }, [go]);
  return null;
}
