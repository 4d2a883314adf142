import { Swords } from "lucide-react";
import { addCommand } from "../frame/palette";
import type { PageRoute } from "../frame/route";
import { paths } from "../paths";

addCommand({
  title: "contest.new.title",
  to: paths.contestNew(),
  roles: ["founder", "leader"],
  keys: "n c",
});

export const routes: PageRoute[] = [
  {
    path: "/contests",
    title: "contest.title",
    page: () => import("./Contests"),
    nav: { group: "boards", order: 1, icon: Swords, keys: "g c" },
  },
  {
    path: "/contests/new",
    title: "contest.new.title",
    page: () => import("./wizard/New"),
    roles: ["founder", "leader"],
  },
  {
    path: "/contests/$id/edit",
    title: "contest.edit.title",
    page: () => import("./wizard/Edit"),
    roles: ["founder", "leader"],
  },
  { path: "/contests/$id", title: "contest.one.title", page: () => import("./Contest") },
  {
    path: "/contests/$id/ceremony",
    title: "contest.ceremony.title",
    page: () => import("./ceremony/Presenter"),
  },
  {
    path: "/wall/$token",
    title: "contest.wall.title",
    page: () => import("./wall/Wall"),
    bare: true,
  },
];
