import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { bytesOf, hex, sha256, textDigest } from "./sha256";

test("the digest is everyone else's, whatever the length", () => {
  for (let length = 0; length < 300; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 31 + length) % 256);
    expect(hex(sha256(bytes)), `${length} bytes`).toBe(
      createHash("sha256").update(bytes).digest("hex"),
    );
  }
});

test("a text is digested as UTF-8", () => {
  const text = "抽奖 𠮷 é\n";
  expect(hex(textDigest(text))).toBe(createHash("sha256").update(text).digest("hex"));
});

test("digits read back", () => {
  expect(hex(bytesOf("00ff7a"))).toBe("00ff7a");
});
