// Every link of the page on one screen. A function for each page; a test shows them all.
// Add yours below your noun's line; never write an address anywhere else.

type Query = Record<string, string | number | undefined>;
const at = (path: string, query: Query = {}) => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined) search.set(key, String(value));
  return search.size ? `${path}?${search}` : path;
};

export const paths = {
  home: () => "/",
  // access
  signIn: (back?: string) => at("/sign-in", { back }),
  startTeam: () => "/start",
  startBackup: () => "/start/backup",
  invitation: () => "/invitation",
  account: () => "/account",
  access: () => "/access",
  settings: () => "/settings",
  record: () => "/record",
  backup: () => "/backup",
  outbox: () => "/outbox",
  // team
  team: () => "/team",
  members: (query: { add?: number } = {}) => at("/members", query),
  member: (id: number) => `/members/${id}`,
  rosterImport: () => "/roster",
  card: () => "/card",

  // sale
  sales: (query: { import?: number; member?: number } = {}) => at("/sales", query),
  sale: (id: number) => `/sales/${id}`,
  ordersImport: () => "/import",
  imports: () => "/imports",
  sellers: () => "/sellers",
  products: () => "/products",
  report: () => "/report",
  approvals: () => "/approvals",

  // points
  points: () => "/points",
  pointsOf: (id: number) => `/points/members/${id}`,
  pointsMembers: () => "/points/members",
  pointsRules: () => "/points/rules",
  verification: () => "/verification",

  // leaderboard
  board: (query: { measure?: string; period?: string; view?: string; scope?: string } = {}) =>
    at("/board", query),

  // poster
  posters: (query: { kind?: string; contest?: number; member?: number; award?: number } = {}) =>
    at("/posters", query),
  posterStyle: () => "/posters/style",

  // prize
  prizes: () => "/prizes",
  prize: (id: number) => `/prizes/${id}`,
  prizeManage: () => "/prizes/manage",
  prizeNew: () => "/prizes/new",
  prizeEdit: (id: number) => `/prizes/${id}/edit`,
  redemptions: () => "/redemptions",
  redemption: (id: number) => `/redemptions/${id}`,

  // honour
  praises: (query: { give?: number; of?: string; to?: number; name?: string } = {}) =>
    at("/praises", query),
  honours: (id: number) => `/honours/${id}`,
  titles: () => "/titles",
  titleRound: (id: number) => `/titles/rounds/${id}`,

  // draw
  draws: () => "/draws",
  draw: (id: number) => `/draws/${id}`,
  drawNew: () => "/draws/new",
  drawEdit: (id: number) => `/draws/${id}/edit`,
  drawShow: (id: number) => `/draws/${id}/show`,

  // contest
  contests: () => "/contests",
  contestNew: (copy?: number) => at("/contests/new", { copy }),
  contest: (id: number) => `/contests/${id}`,
  contestEdit: (id: number) => `/contests/${id}/edit`,
  ceremony: (id: number) => `/contests/${id}/ceremony`,
  wall: (token: string) => `/wall/${token}`,
};
