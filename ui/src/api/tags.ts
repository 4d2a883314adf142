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
  "/api/me": ["access", "team", "setting"],
  "/api/start": ["access"],
};

/** What each write makes stale. */
export const stale: Record<string, readonly Tag[]> = {
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
};
