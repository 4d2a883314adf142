import { House } from "lucide-react";
import type { PageRoute } from "../frame/route";

export const routes: PageRoute[] = [
  {
    path: "/",
    title: "home.title",
    page: () => import("./Home"),
    nav: { group: "me", order: 0, icon: House, bar: 1, keys: "g h" },
  },
];
