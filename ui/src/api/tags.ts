// Generated from openapi.json by `npm run codegen`: never edited by hand.

export type Tag = "access" | "team";

/** What each read shows. */
export const provides: Record<string, readonly Tag[]> = {
  "/api/me": ["team", "access"],
};

/** What each write makes stale. */
export const stale: Record<string, readonly Tag[]> = {};
