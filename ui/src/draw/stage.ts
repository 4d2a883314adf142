// What the big screen shows, one after the other.
import type { Draw, Winner } from "./ask";

/** A few of a prize are drawn one by one, many of them a screenful at a time. */
const fewMax = 3;
const screenful = 8;

export type Scene = {
  /** Its prize's place in the plan. */
  prize: number;
  /** How many of the prize were drawn before. */
  from: number;
  winners: readonly Winner[];
};

/** Every scene in the order of the draw. */
export function scenesOf({ plan, winners }: Pick<Draw, "plan" | "winners">): Scene[] {
  return plan.prizes.flatMap((_, prize) => {
    const won = winners.filter((winner) => winner.prize === prize);
    const size = won.length > fewMax ? screenful : 1;
    const scenes: Scene[] = [];
    for (let from = 0; from < won.length; from += size)
      scenes.push({ prize, from, winners: won.slice(from, from + size) });
    return scenes;
  });
}

/** A ticket as reels show it: as many digits as the highest has. */
export const digitsOf = (ticket: number, highest: number): number[] =>
  [...String(ticket).padStart(String(highest).length, "0")].map(Number);
