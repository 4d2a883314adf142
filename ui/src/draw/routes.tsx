import { Ticket } from "lucide-react";
import { addCommand } from "../frame/palette";
import type { PageRoute } from "../frame/route";
import { paths } from "../paths";

addCommand({ title: "draw.edit.new", to: paths.drawNew(), roles: ["founder", "leader"] });

export const routes: PageRoute[] = [
  {
    path: "/draws",
    title: "draw.title",
    page: () => import("./Draws"),
    nav: { group: "me", order: 25, icon: Ticket, keys: "g l" },
  },
  {
    path: "/draws/new",
    title: "draw.edit.new",
    page: () => import("./New"),
    roles: ["founder", "leader"],
  },
  {
    path: "/draws/$id/edit",
    title: "draw.edit.title",
    page: () => import("./Edit"),
    roles: ["founder", "leader"],
  },
  { path: "/draws/$id", title: "draw.one", page: () => import("./Draw") },
  { path: "/draws/$id/show", title: "draw.show.title", page: () => import("./Show"), bare: true },
];
