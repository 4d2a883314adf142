// The titles' shapes, as the API describes them.
import type { components } from "../../api/schema";

type Shapes = components["schemas"];
export type Title = Shapes["TitleCard"];
export type Plan = Shapes["TitleCard"]["plan"];
export type Holder = Shapes["TitleHolder"];
export type RoundCard = Shapes["RoundCard"];
export type Round = Shapes["TitleRound"];
export type Nominee = Shapes["RoundNominee"];

/** As many characters as a reason may have. */
export const reasonMax = 200;
