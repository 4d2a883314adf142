import type { components } from "../api/schema";

/** One line of a statement, as the server says it. */
export type Line = components["schemas"]["StatementLine"];
