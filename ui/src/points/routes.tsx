import { Coins, HandCoins, ScrollText, ShieldCheck } from "lucide-react";
import type { PageRoute } from "../frame/route";

export const routes: PageRoute[] = [
  {
    path: "/points",
    title: "points.mine.title",
    page: () => import("./Mine"),
    nav: { group: "me", order: 10, icon: Coins, bar: 3, short: "points.short", keys: "g p" },
  },
  { path: "/points/members/$id", title: "points.of.title", page: () => import("./Of") },
  {
    path: "/points/members",
    title: "points.members.title",
    page: () => import("./Members"),
    nav: { group: "team", order: 40, icon: HandCoins },
    roles: ["founder", "leader"],
  },
  {
    path: "/points/rules",
    title: "points.rules.title",
    page: () => import("./Rules"),
    nav: { group: "boards", order: 40, icon: ScrollText },
  },
  {
    path: "/verification",
    title: "points.verify.title",
    page: () => import("./Verify"),
    nav: { group: "house", order: 60, icon: ShieldCheck },
    roles: ["founder"],
  },
];
