// Colours that are offered for a team's posters. The press makes any colour lighter or darker until words
// on it can be read.
export const colours = [
  { name: "pomegranate", value: "#a3162e" },
  { name: "rose", value: "#a82a5a" },
  { name: "ochre", value: "#9a4f1b" },
  { name: "pine", value: "#1d5b4f" },
  { name: "indigo", value: "#1f3a6e" },
  { name: "plum", value: "#5b2a6e" },
  { name: "slate", value: "#23424a" },
] as const;

/** Whether it is a whole colour, `#rrggbb`. */
export const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text);
