import type { PageRoute } from "../frame/route";

export const routes: PageRoute[] = [
  { path: "/sign-in", title: "start.signIn.title", page: () => import("./SignIn"), bare: true },
  {
    path: "/invitation",
    title: "start.invitation.page",
    page: () => import("./Invitation"),
    bare: true,
  },
  {
    path: "/start/backup",
    title: "start.backup.title",
    page: () => import("./StartBackup"),
    bare: true,
  },
  { path: "/start", title: "start.own.title", page: () => import("./StartTeam"), bare: true },
];
