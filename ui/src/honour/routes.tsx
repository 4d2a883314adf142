import { Award, HeartHandshake, Medal } from "lucide-react";
import { addCommand } from "../frame/palette";
import type { PageRoute } from "../frame/route";
import { paths } from "../paths";

addCommand({ title: "honour.give.title", to: paths.praises({ give: 1 }) });

export const routes: PageRoute[] = [
  {
    path: "/honours",
    title: "honour.hall.mine",
    page: () => import("./Hall"),
    nav: { group: "me", order: 40, icon: Medal, keys: "g y" },
  },
  { path: "/honours/$id", title: "honour.hall.title", page: () => import("./Hall") },
  {
    path: "/praises",
    title: "honour.title",
    page: () => import("./Wall"),
    nav: { group: "boards", order: 40, icon: HeartHandshake, keys: "g w" },
  },
  {
    path: "/titles",
    title: "title.title",
    page: () => import("./title/Titles"),
    nav: { group: "boards", order: 45, icon: Award, keys: "g e" },
  },
  {
    path: "/titles/rounds/$id",
    title: "title.round.title",
    page: () => import("./title/RoundPage"),
  },
];
