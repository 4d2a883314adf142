import { Send } from "lucide-react";
import type { PageRoute } from "../frame/route";

export const routes: PageRoute[] = [
  {
    path: "/outbox",
    title: "outbox.title",
    page: () => import("./Outbox"),
    roles: ["founder"],
    nav: { group: "house", order: 45, icon: Send },
  },
];
