import { Trophy } from "lucide-react";
import type { PageRoute } from "../frame/route";

export const routes: PageRoute[] = [
  {
    path: "/board",
    title: "leaderboard.title",
    page: () => import("./Board"),
    nav: {
      group: "boards",
      order: 0,
      icon: Trophy,
      bar: 2,
      short: "leaderboard.short",
      keys: "g b",
    },
  },
];
