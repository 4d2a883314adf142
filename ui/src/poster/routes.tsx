import { Image } from "lucide-react";
import type { PageRoute } from "../frame/route";

export const routes: PageRoute[] = [
  {
    path: "/posters",
    title: "poster.title",
    page: () => import("./Posters"),
    nav: { group: "boards", order: 50, icon: Image },
  },
  {
    path: "/posters/style",
    title: "poster.style.title",
    page: () => import("./Style"),
    roles: ["founder"],
  },
];
