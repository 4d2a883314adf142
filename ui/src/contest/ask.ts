// What the server says of contests, under the names the pages use.
import type { Answer } from "../api/client";

export type Contest = Answer<"get", "/api/contests/{id}">;
export type Rule = Contest["rule"];
export type State = Contest["state"];
export type Unit = Contest["unit"];
export type Kind = Rule["kind"];
export type Prize = Rule["prizes"][number];
export type Counted = Rule["counted"][number];
export type Measure = Counted["measure"];
export type Act = Contest["may"][number]["act"];
export type Card = Answer<"get", "/api/contests">["contests"][number];
export type Row = Answer<"get", "/api/contests/{id}/board">["rows"][number];
export type Around = Answer<"get", "/api/contests/{id}/around">;
export type Why = Answer<"get", "/api/contests/{id}/why">;
export type Duel = Answer<"get", "/api/contests/{id}/duels">["duels"][number];
export type Chart = Answer<"get", "/api/contests/{id}/chart">;
export type Ceremony = Answer<"get", "/api/contests/{id}/ceremony">;
export type Wall = Answer<"get", "/api/walls/{token}">;
export type Course = Answer<"get", "/api/contests/{id}/course">;
