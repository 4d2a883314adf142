// A poster as it is asked for. Its whole wish stands in the address: it can be opened again.
import type { components, operations } from "../api/schema";

export type Query = operations["poster_picture"]["parameters"]["query"];
export type Kind = Query["kind"];
export type Look = NonNullable<Query["look"]>;
export type Style = components["schemas"]["PosterStyle"];
export type Size = NonNullable<Query["size"]>;

/** What is chosen on the page. */
export type Wish = {
  kind: Kind;
  contest: number | undefined;
  entrant: number | undefined;
  member: number | undefined;
  /** Of a title that was given; a certificate is of it, not of a contest. */
  award: number | undefined;
  day: string | undefined;
  /** None: as the team's posters look. */
  look: Look | undefined;
  size: Size;
};

/** In the order in which they are offered. */
export const kinds: readonly Kind[] = [
  "win",
  "board",
  "certificate",
  "contest",
  "statement",
  "birthday",
];
export const looks: readonly Look[] = ["cinnabar", "paper", "lacquer"];
export const sizes: readonly Size[] = ["tall", "wide", "a4"];

const ofContest: readonly Kind[] = ["win", "board", "certificate", "contest"];
type Of = Pick<Wish, "kind" | "award">;
export const isOfAward = ({ kind, award }: Of) => kind === "certificate" && award !== undefined;
export const isOfContest = (wish: Of) => ofContest.includes(wish.kind) && !isOfAward(wish);
export const isOfEntrant = ({ kind }: Of) => kind === "win" || kind === "certificate";

/** What is asked of the server; nothing while something is still to be chosen. */
export function queryOf(wish: Wish, lang: string): Query | undefined {
  const { kind, contest, entrant, member, award, day, look, size } = wish;
  const how = { kind, look, size, lang };
  if (isOfAward(wish)) return { ...how, award };
  if (!isOfContest(wish)) {
    if (member === undefined) return undefined;
    return kind === "statement" ? { ...how, member, day } : { ...how, member };
  }
  if (contest === undefined) return undefined;
  if (!isOfEntrant(wish)) return { ...how, contest };
  return entrant === undefined ? undefined : { ...how, contest, entrant };
}

/** The address of a picture, which a phone can keep by a long press. */
export function pathOf(query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined) search.set(key, String(value));
  return `/api/posters/picture?${search}`;
}

type Sample = {
  member: number;
  look: Look;
  /** Empty for the look's own. */
  colour: string;
  lang: string;
  logo: number | null | undefined;
};

/** The address of a poster in a style to be tried; another mark has another. */
export function sampleOf({ member, look, colour, lang, logo }: Sample): string {
  const path = pathOf({ kind: "birthday", look, size: "wide", lang, member, colour });
  return `${path}&logo=${logo ?? 0}`;
}
