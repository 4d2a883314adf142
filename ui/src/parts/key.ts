/**
 * A key of this page's own making, so that what is sent twice is done once. Not `randomUUID`: a browser
 * has it over https alone, and a team's server is also asked by http in its own rooms.
 */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
