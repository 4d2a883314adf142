// A draw while it is being planned: what is not filled in yet is null.
import type { Problem } from "../api/problem";
import { newKey } from "../parts/key";
import type { Plan } from "./ask";

export type Kind = Plan["tickets"]["is"];
export type Row = { key: string; name: string; count: number | null; worth_fen: number | null };
export type Draft = Pick<Plan, "name" | "words" | "tiers" | "wins_again"> & {
  prizes: Row[];
  kind: Kind;
  fen: number | null;
  from: number | null;
  until: number | null;
  most: number | null;
  list: { member: number; tickets: number | null }[];
  branch: number | null;
  at: number | null;
  public: string | null;
};

export const newRow = (): Row => ({ key: newKey(), name: "", count: 1, worth_fen: null });

/** What most draws are; the rest is filled in. */
export const begun = (): Draft => ({
  name: "",
  words: "",
  prizes: [newRow()],
  kind: "one",
  fen: 100_000,
  from: null,
  until: null,
  most: 100,
  list: [],
  tiers: [],
  branch: null,
  wins_again: false,
  at: null,
  public: null,
});

export function draftOf(plan: Plan): Draft {
  const { tickets, prizes, ...rest } = plan;
  const sales = tickets.is === "sales" ? tickets : undefined;
  return {
    ...begun(),
    ...rest,
    branch: rest.branch ?? null,
    public: rest.public ?? null,
    prizes: prizes.map((share) => ({ ...share, key: newKey() })),
    kind: tickets.is,
    ...(sales && { fen: sales.fen, from: sales.from, until: sales.until, most: sales.most }),
    list:
      tickets.is === "listed"
        ? tickets.list.map(([member = 0, tickets = 0]) => ({ member, tickets }))
        : [],
  };
}

function ticketsOf({ kind, fen, from, until, most, list }: Draft): Plan["tickets"] {
  if (kind === "sales")
    return { is: kind, fen: fen ?? 0, from: from ?? 0, until: until ?? 0, most: most ?? 0 };
  if (kind === "listed")
    return { is: kind, list: list.map(({ member, tickets }) => [member, tickets ?? 0]) };
  return { is: kind };
}

/** As the server takes it. */
export const planOf = (draft: Draft): Plan => ({
  name: draft.name,
  words: draft.words,
  prizes: draft.prizes.map(({ name, count, worth_fen }) => ({
    name,
    count: count ?? 0,
    worth_fen: worth_fen ?? 0,
  })),
  tickets: ticketsOf(draft),
  tiers: draft.tiers,
  branch: draft.branch,
  wins_again: draft.wins_again,
  at: draft.at ?? 0,
  public: draft.public,
});

/** Whether it can be sent: the server says what is wrong with the rest. */
export const isReady = (draft: Draft) => draft.name.trim() !== "" && draft.at != null;

/** The most a prize may be worth (SAMR order 32, article 17). */
export const worthMax = 5_000_000;

/** What is wrong with a field, by the server's name for it. */
export const wrongAt = (problem: Problem | null, column: string, row?: number) =>
  problem?.places.find(
    (place) => place.column === column && (row === undefined || place.row === row + 1),
  )?.mend ?? undefined;

/** What each part of the form is given. */
export type PartProps = {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  problem: Problem | null;
};
