// The draw once more, from what was shown after it and nothing else: what anyone can do.
import { bytesOf, hex, sha256, textDigest } from "./sha256";

/** What a draw is recomputed from. */
export type Shown = {
  seed: string;
  roster: string;
  /** JSON, as it was hashed. */
  rule: string;
  public: string;
  absent: readonly number[];
};

/** What of the rule decides. */
type Rule = { prizes: readonly { name?: string; count: number }[]; wins_again: boolean };

/** The rule as it was hashed; whoever changed it into something else has drawn nothing. */
export function ruleOf(text: string): Rule {
  try {
    const { prizes, wins_again } = JSON.parse(text) as Rule;
    return { prizes: [...prizes], wins_again };
  } catch {
    return { prizes: [], wins_again: false };
  }
}

/** Who holds a ticket is known by the code that stands for them in the roster. */
export type Lot = { number: number; ticket: number; code: string; prize: number | undefined };

type Holder = { first: number; last: number; code: string };

/** `first-last code`, a line each. */
export const holdersOf = (roster: string): Holder[] =>
  roster
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [tickets = "", code = ""] = line.split(" ");
      const [first = 0, last = 0] = tickets.split("-").map(Number);
      return { first, last, code };
    });

/** Whose ticket it is; the roster is in the order of its tickets. */
function holderOf(holders: readonly Holder[], ticket: number): string {
  let [low, high] = [0, holders.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((holders[middle]?.first ?? 0) <= ticket) low = middle;
    else high = middle - 1;
  }
  return holders[low]?.code ?? "";
}

/** As the server gives up, too. */
const numbersMax = 10_000_000;
const largest = 2n ** 64n - 1n;

/** Every number of the sequence that was drawn, and what became of it. */
export function recompute(shown: Shown, rule = ruleOf(shown.rule)): Lot[] {
  const holders = holdersOf(shown.roster);
  const total = BigInt(holders.at(-1)?.last ?? 0);
  if (total === 0n) return [];
  const prizes = rule.prizes.flatMap(({ count }, nth) => Array<number>(count).fill(nth));
  const digest = (text: string) => hex(textDigest(text));
  const base = `${shown.seed} ${digest(shown.roster)} ${digest(shown.rule)} ${shown.public}`;
  // Numbers from here on would favour the first tickets.
  const bound = largest - (largest % total);
  const lots: Lot[] = [];
  const won = new Set<string>();
  const out = new Set<string>();
  let number = -1;
  const give = (prize: number) => {
    while (++number < numbersMax) {
      if ((rule.wins_again ? out : won).size === holders.length) return;
      const value = new DataView(textDigest(`${base} ${number}`).buffer).getBigUint64(0);
      if (value >= bound) continue;
      const ticket = Number(value % total) + 1;
      const code = holderOf(holders, ticket);
      const barred = out.has(code) || (!rule.wins_again && won.has(code));
      lots.push({ number, ticket, code, prize: barred ? undefined : prize });
      if (barred) continue;
      won.add(code);
      return;
    }
  };
  for (const prize of prizes) give(prize);
  // Who was absent gives theirs to the next number after all; whoever else won keeps what they won.
  for (const gone of shown.absent) {
    const lot = lots.find((one) => one.number === gone);
    if (!lot) continue;
    const vacant = lot.prize;
    lot.prize = undefined;
    out.add(lot.code);
    if (vacant !== undefined) give(vacant);
  }
  return lots;
}

type Won = { number: number; ticket: number; prize: number };
/** What was published before, and who won. */
type Published<W> = {
  roster_hash?: string | null;
  rule_hash?: string | null;
  seed_hash?: string | null;
  mine?: { code: string; first: number; count: number } | null;
  winners: readonly W[];
};

/** Holds what was shown against what was published. */
export function check<W extends Won>(draw: Published<W>, shown: Shown) {
  const computed = recompute(shown).filter(({ prize }) => prize !== undefined);
  const { mine } = draw;
  const same = (one: Won, lot: Lot | undefined) =>
    lot?.number === one.number && lot.ticket === one.ticket && lot.prize === one.prize;
  return {
    roster: hex(textDigest(shown.roster)) === draw.roster_hash,
    rule: hex(textDigest(shown.rule)) === draw.rule_hash,
    seed: hex(sha256(bytesOf(shown.seed))) === draw.seed_hash,
    /** Whether my tickets stand on the roster as I was told; undefined without any. */
    mine: mine
      ? holdersOf(shown.roster).some(
          ({ first, last, code }) =>
            code === mine.code && first === mine.first && last === mine.first + mine.count - 1,
        )
      : undefined,
    winners: draw.winners.map((one, at) => ({ ...one, right: same(one, computed[at]) })),
    /** Nobody who was drawn is left out. */
    all: computed.length === draw.winners.length,
  };
}

export type Checked<W extends Won> = ReturnType<typeof check<W>>;

/** Whether everything is as it was said to be. */
export const isRight = ({ roster, rule, seed, mine, winners, all }: Checked<Won>) =>
  roster && rule && seed && mine !== false && all && winners.every(({ right }) => right);
