/** Where in a person's own file a row was refused. */
export interface Place {
  file?: string | null;
  sheet?: string | null;
  row?: number | null;
  column?: string | null;
  read?: string | null;
  expected?: string | null;
  mend?: string | null;
}

/** A refusal as the server words it (`application/problem+json`), or a door that did not answer. */
export class Problem extends Error {
  /** Status 0 means that no answer came. */
  readonly status: number;
  readonly code: string;
  /** A sentence in the caller's language; empty when no answer came. */
  readonly words: string;
  readonly places: readonly Place[];

  constructor(status: number, body: { code?: string; words?: string; places?: Place[] | null }) {
    super(body.words || body.code || `status ${status}`);
    this.name = "Problem";
    this.status = status;
    this.code = body.code ?? (status === 0 ? "offline" : "unknown");
    this.words = body.words ?? "";
    this.places = body.places ?? [];
  }
}

/** Reads a refusal from any error body; a body that is not ours still gives a problem. */
export function problemFrom(status: number, body: unknown): Problem {
  return new Problem(status, typeof body === "object" && body !== null ? body : {});
}
