import { useRead } from "../api/hooks";
import { isOfContest, isOfEntrant, type Wish } from "./ask";

const settled = ["final", "archived"];
const hidden = ["draft", "cancelled"];

/** What is not chosen yet is the last contest that was settled, and who won it: there is a picture at once. */
export function useWhole(wish: Wish): Wish {
  const ofContest = isOfContest(wish);
  const list = useRead("/api/contests", { enabled: ofContest && wish.contest === undefined });
  const open = list.data?.contests.filter(({ state }) => !hidden.includes(state)) ?? [];
  const last = open.find(({ state }) => settled.includes(state)) ?? open[0];
  const contest = ofContest ? (wish.contest ?? last?.id) : wish.contest;
  const asks =
    ofContest && contest !== undefined && isOfEntrant(wish) && wish.entrant === undefined;
  const board = useRead("/api/contests/{id}/board", {
    params: { path: { id: contest ?? 0 }, query: { start: 0, count: 10 } },
    enabled: asks,
    keep: false,
  });
  const best = board.data?.rows.find(({ entrant_id, name }) => entrant_id != null && name != null);
  const entrant = wish.entrant ?? (asks ? best?.entrant_id : undefined) ?? undefined;
  return { ...wish, contest, entrant };
}
