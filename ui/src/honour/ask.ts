// The honours' shapes, as the API describes them.
import { BicepsFlexed, Heart, type LucideIcon, PartyPopper, ThumbsUp } from "lucide-react";
import type { components } from "../api/schema";

type Shapes = components["schemas"];
export type Praise = Shapes["Praise"];
export type Somebody = Shapes["PraisePerson"];
export type Giving = Shapes["PraiseGiving"];
export type Reaction = Shapes["PraiseReacted"]["reaction"];
export type Hall = Shapes["Hall"];
export type TeamRecord = Shapes["TeamRecord"];
export type Badge = Shapes["Badge"];
export type Of = "all" | "received" | "given";

/** As they are drawn: not every screen has the font for them as characters. */
export const signs: Record<Reaction, LucideIcon> = {
  clap: ThumbsUp,
  heart: Heart,
  cheer: PartyPopper,
  strong: BicepsFlexed,
};
