import { ScrollText } from "lucide-react";
import type { PageRoute } from "../frame/route";

export const routes: PageRoute[] = [
  {
    path: "/record",
    title: "record.title",
    page: () => import("./Record"),
    roles: ["founder"],
    nav: { group: "house", order: 50, icon: ScrollText },
  },
];
