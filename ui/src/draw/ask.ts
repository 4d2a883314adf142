// The draws' shapes, as the API describes them.
import type { Answer } from "../api/client";

// By what is answered: in the description itself the tickets lie beside an empty object.
export type Draw = Answer<"get", "/api/draws/{id}">;
export type Card = Answer<"get", "/api/draws">["draws"][number];
export type Plan = Draw["plan"];
export type State = Draw["state"];
export type Winner = Draw["winners"][number];

/** The plan as a request takes it. */
export const sent = (plan: Plan) => ({ plan: plan as never });
