import { Layers, Network, Users } from "lucide-react";
import { send } from "../api/client";
import { addMenuEntry } from "../frame/menu";
import { addCommand, addFinder } from "../frame/palette";
import type { PageRoute } from "../frame/route";
import { paths } from "../paths";

const seers = ["founder", "leader"] as const;

export const routes: PageRoute[] = [
  {
    path: "/team",
    title: "team.chart.title",
    page: () => import("./chart/ChartPage"),
    roles: seers,
    nav: { group: "team", order: 10, icon: Network, keys: "g t" },
  },
  {
    path: "/members",
    title: "team.members.title",
    page: () => import("./Members"),
    roles: seers,
    nav: { group: "team", order: 20, icon: Users, keys: "g m" },
  },
  { path: "/members/$id", title: "team.member.title", page: () => import("./MemberPage") },
  {
    path: "/card",
    title: "team.card.title",
    page: () => import("./MyCard"),
  },
  {
    path: "/tiers",
    title: "team.tiers.title",
    page: () => import("./Tiers"),
    roles: ["founder"],
    nav: { group: "team", order: 30, icon: Layers },
  },
  {
    path: "/roster",
    title: "team.roster.title",
    page: () => import("./RosterImport"),
    roles: ["founder"],
  },
];

addMenuEntry({ title: "team.card.title", to: paths.card() });
addCommand({ title: "team.members.add", to: paths.members({ add: 1 }), roles: ["founder"] });
addFinder(async (text, signal) => {
  const found = await send("get", "/api/members", {
    params: { query: { text, take: 8, here: "all" } },
    signal,
  });
  return found.members.map(({ id, name, sponsor }) => ({
    id: `member-${id}`,
    words: name,
    hint: sponsor?.name,
    to: paths.member(id),
  }));
});
