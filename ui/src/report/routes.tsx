import { ClipboardCheck, PencilLine } from "lucide-react";
import type { PageRoute } from "../frame/route";

export const routes: PageRoute[] = [
  {
    path: "/report",
    title: "report.title",
    page: () => import("./Report"),
    nav: {
      group: "orders",
      order: 0,
      icon: PencilLine,
      bar: 4,
      short: "report.short",
      keys: "g r",
    },
  },
  {
    path: "/approvals",
    title: "report.approvals.title",
    page: () => import("./Approvals"),
    roles: ["founder", "leader"],
    nav: { group: "orders", order: 5, icon: ClipboardCheck, keys: "g a" },
  },
];
