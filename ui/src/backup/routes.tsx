import { Archive } from "lucide-react";
import type { PageRoute } from "../frame/route";

export const routes: PageRoute[] = [
  {
    path: "/backup",
    title: "backup.title",
    page: () => import("./Backup"),
    roles: ["founder"],
    nav: { group: "house", order: 60, icon: Archive },
  },
];
