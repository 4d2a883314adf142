import { UsersRound } from "lucide-react";
import { addMenuEntry } from "../frame/menu";
import type { PageRoute } from "../frame/route";
import { paths } from "../paths";

addMenuEntry({ title: "access.account.title", to: paths.account() });

export const routes: PageRoute[] = [
  {
    path: "/access",
    title: "access.title",
    page: () => import("./Access"),
    roles: ["founder", "leader"],
    nav: { group: "house", order: 10, icon: UsersRound },
  },
  { path: "/account", title: "access.account.title", page: () => import("./Account") },
];
