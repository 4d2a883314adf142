// The prizes' shapes, as the API describes them.
import type { components } from "../api/schema";

type Shapes = components["schemas"];
export type Shop = Shapes["PrizeShop"];
export type Card = Shapes["PrizeCard"];
export type Prize = Shapes["Prize"];
export type Offer = Shapes["PrizeWanted"]["offer"];
export type Kind = Card["kind"];
export type Redemption = Shapes["Redemption"];
export type Pool = Shapes["PrizePool"];
export type State = Redemption["state"];
export type May = Redemption["may"][number];
export type Act = May["act"];
/** What asks for something before it is done. */
export type Asking = Exclude<Act, "request" | "approve" | "hand_over" | "receive">;

/** In the order in which they are offered. */
export const kinds: readonly Kind[] = [
  "goods",
  "voucher",
  "leave",
  "training",
  "travel",
  "cash",
  "own_product",
];
