// SHA-256 (FIPS 180-4), of this page's own: a browser has `crypto.subtle` over https alone, and a
// team's server is also asked by http in its own rooms.

/** The first 32 bits of the fractional parts of a root of the first primes. */
function roots(many: number, root: number): Uint32Array {
  const found = new Uint32Array(many);
  let at = 0;
  for (let n = 2; at < many; n += 1) {
    let divisor = 2;
    while (divisor * divisor <= n && n % divisor !== 0) divisor += 1;
    if (divisor * divisor <= n) continue;
    const value = n ** (1 / root);
    found[at] = Math.floor((value - Math.floor(value)) * 2 ** 32);
    at += 1;
  }
  return found;
}

const start = roots(8, 2);
const rounds = roots(64, 3);

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));
/** Every place that is read lies inside. */
const of = (words: Uint32Array, at: number) => words[at] as number;

/** Filled up to whole blocks: a one, zeros, the length in bits. */
function filled(bytes: Uint8Array): DataView {
  const whole = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(whole.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(whole.length - 4, bytes.length << 3);
  return view;
}

/** The digest: 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const state = start.slice();
  const view = filled(bytes);
  const w = new Uint32Array(64);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(block + 4 * i);
    for (let i = 16; i < 64; i += 1) {
      const early = of(w, i - 15);
      const late = of(w, i - 2);
      const a = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const b = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      w[i] = of(w, i - 16) + a + of(w, i - 7) + b;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let i = 0; i < 64; i += 1) {
      const one = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const choice = (e & f) ^ (~e & g);
      const first = (h + one + choice + of(rounds, i) + of(w, i)) | 0;
      const nought = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const most = (a & b) ^ (a & c) ^ (b & c);
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + nought + most) | 0];
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = of(state, i) + word;
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (const [i, word] of state.entries()) digest.setUint32(4 * i, word);
  return new Uint8Array(digest.buffer);
}

const writer = new TextEncoder();

/** Over a text as UTF-8. */
export const textDigest = (text: string) => sha256(writer.encode(text));

export const hex = (bytes: Uint8Array) =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Reads hexadecimal digits. */
export const bytesOf = (digits: string) =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
