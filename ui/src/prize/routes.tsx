import { Gift, PackageCheck, Warehouse } from "lucide-react";
import { addCommand } from "../frame/palette";
import type { PageRoute } from "../frame/route";
import { paths } from "../paths";

addCommand({ title: "prize.edit.new", to: paths.prizeNew(), roles: ["founder"] });

export const routes: PageRoute[] = [
  {
    path: "/prizes",
    title: "prize.title",
    page: () => import("./Shop"),
    nav: { group: "me", order: 20, icon: Gift, keys: "g j" },
  },
  { path: "/prizes/$id", title: "prize.one", page: () => import("./One") },
  {
    path: "/redemptions",
    title: "prize.redemptions.title",
    page: () => import("./Redemptions"),
    nav: { group: "me", order: 30, icon: PackageCheck, keys: "g d" },
  },
  { path: "/redemptions/$id", title: "prize.redemption.title", page: () => import("./Redeemed") },
  {
    path: "/prizes/manage",
    title: "prize.manage.title",
    page: () => import("./Manage"),
    roles: ["founder"],
    nav: { group: "house", order: 5, icon: Warehouse },
  },
  {
    path: "/prizes/new",
    title: "prize.edit.new",
    page: () => import("./New"),
    roles: ["founder"],
  },
  {
    path: "/prizes/$id/edit",
    title: "prize.edit.title",
    page: () => import("./Edit"),
    roles: ["founder"],
  },
];
