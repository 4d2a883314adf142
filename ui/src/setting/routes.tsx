import { SlidersHorizontal } from "lucide-react";
import type { PageRoute } from "../frame/route";

export const routes: PageRoute[] = [
  {
    path: "/settings",
    title: "setting.title",
    page: () => import("./Settings"),
    roles: ["founder"],
    nav: { group: "house", order: 40, icon: SlidersHorizontal },
  },
];
