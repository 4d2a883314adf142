// Generated from openapi.json by `npm run codegen`: never edited by hand.

export type Tag =
  | "access"
  | "leaderboard"
  | "points"
  | "record"
  | "report"
  | "sale"
  | "setting"
  | "team";

/** What each read shows. */
export const provides: Record<string, readonly Tag[]> = {
  "/api/board": ["leaderboard", "sale", "points", "team", "setting"],
  "/api/board/around": ["leaderboard", "sale", "points", "team", "setting"],
  "/api/board/why": ["leaderboard", "sale", "points", "team", "setting"],
  "/api/chart": ["team", "sale"],
  "/api/chart/search": ["team", "sale"],
  "/api/home": ["sale", "team", "setting"],
  "/api/invitations": ["access", "team", "setting"],
  "/api/me": ["access", "team", "setting"],
  "/api/me/account": ["access", "team"],
  "/api/members": ["team"],
  "/api/members/{id}": ["team", "sale"],
  "/api/points/budget": ["points", "setting"],
  "/api/points/members": ["points", "team"],
  "/api/points/members/{id}": ["points", "team"],
  "/api/points/members/{id}/statement": ["points", "team", "setting"],
  "/api/points/members/{id}/statement.xlsx": ["points"],
  "/api/points/rules": ["points", "team"],
  "/api/record": ["record", "team"],
  "/api/reports": ["report", "team"],
  "/api/roles": ["access", "team"],
  "/api/start": ["access"],
  "/api/tiers": ["team"],
};

/** What each write makes stale. */
export const stale: Record<string, readonly Tag[]> = {
  "post /api/invitation/acceptance": [
    "team",
    "access",
    "sale",
    "report",
    "points",
    "leaderboard",
    "setting",
    "record",
  ],
  "post /api/invitations": ["access", "record"],
  "delete /api/invitations/{id}": ["access", "record"],
  "put /api/me/consent": ["team", "leaderboard", "record"],
  "put /api/me/secret": ["access", "record"],
  "delete /api/me/sessions": ["access"],
  "delete /api/me/sessions/{id}": ["access"],
  "post /api/members": ["team", "access", "sale", "points", "leaderboard", "record"],
  "put /api/members/{id}": ["team", "access", "sale", "points", "leaderboard", "record"],
  "post /api/members/{id}/erasure": ["team", "access", "sale", "points", "leaderboard", "record"],
  "post /api/members/{id}/leaving": ["team", "access", "sale", "points", "leaderboard", "record"],
  "post /api/members/{id}/return": ["team", "access", "sale", "points", "leaderboard", "record"],
  "put /api/members/{id}/sellers": ["team", "access", "sale", "points", "leaderboard", "record"],
  "post /api/members/{id}/tier": ["team", "access", "sale", "points", "leaderboard", "record"],
  "post /api/moves": ["team", "access", "sale", "points", "leaderboard", "record"],
  "post /api/moves/{id}/undoing": ["team", "access", "sale", "points", "leaderboard", "record"],
  "post /api/points/grants": ["points"],
  "post /api/points/grants/{id}/undoing": ["points"],
  "post /api/points/rules": ["points", "leaderboard", "record"],
  "post /api/reports": ["report"],
  "post /api/reports/{id}/decision": ["report", "sale", "points", "leaderboard"],
  "post /api/roles": ["access", "record"],
  "post /api/roles/hand-over": ["access", "record"],
  "post /api/roster": ["team", "access", "sale", "points", "leaderboard", "record"],
  "put /api/settings": ["setting", "leaderboard", "points", "record"],
  "post /api/sign-in": [
    "team",
    "access",
    "sale",
    "report",
    "points",
    "leaderboard",
    "setting",
    "record",
  ],
  "post /api/sign-out": [
    "team",
    "access",
    "sale",
    "report",
    "points",
    "leaderboard",
    "setting",
    "record",
  ],
  "post /api/start/demo": [
    "team",
    "access",
    "sale",
    "report",
    "points",
    "leaderboard",
    "setting",
    "record",
  ],
  "post /api/start/team": [
    "team",
    "access",
    "sale",
    "report",
    "points",
    "leaderboard",
    "setting",
    "record",
  ],
  "post /api/tiers": ["team", "access", "sale", "points", "leaderboard", "record"],
  "put /api/tiers/order": ["team", "access", "sale", "points", "leaderboard", "record"],
  "put /api/tiers/{id}": ["team", "access", "sale", "points", "leaderboard", "record"],
  "put /api/tiers/{id}/retirement": ["team", "access", "sale", "points", "leaderboard", "record"],
};
