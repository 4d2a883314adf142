import { useState } from "react";
import { usePicture } from "../api/picture";
import { useFace } from "./faces";

// Hues that hold white letters at 4.5:1 and sit beside cinnabar without shouting.
const inks = [
  "#8f3a2e",
  "#7a5a1e",
  "#4c6336",
  "#2f6460",
  "#36587f",
  "#5b4a83",
  "#7d3f66",
  "#5f5348",
];

/** The same name has the same colour everywhere. */
function inkOf(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return inks[sum % inks.length] as string;
}

/** The last two characters of a Chinese name, the initials of another. */
export function initials(name: string): string {
  const letters = [...name.trim()];
  if (letters.some((letter) => /\p{Script=Han}/u.test(letter)))
    return letters
      .filter((letter) => /\p{L}/u.test(letter))
      .slice(-2)
      .join("");
  const words = name.trim().split(/\s+/);
  return words
    .map((word) => [...word][0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();
}

type AvatarProps = {
  name: string;
  size?: number;
  /** Who it is, where that may be known: their photo is shown when they have one. */
  member?: number | null;
};

/** A person's photo, or a small seal with their name. Decorative: the name stands beside it. */
export function Avatar({ name, size = 36, member }: AvatarProps) {
  const face = useFace(member);
  return face ? (
    // With a key: another person's name must never stand beside the face before.
    <Photo key={face} face={face} name={name} size={size} />
  ) : (
    <Initials name={name} size={size} />
  );
}

type DrawnProps = { name: string; size: number };

function Photo({ face, name, size }: DrawnProps & { face: string }) {
  const picture = usePicture(face);
  const [broken, setBroken] = useState(false);
  if (!picture || broken) return <Initials name={name} size={size} />;
  return (
    <img
      className="avatar"
      src={picture}
      alt=""
      width={size}
      height={size}
      style={{ background: inkOf(name) }}
      onError={() => setBroken(true)}
    />
  );
}

function Initials({ name, size }: DrawnProps) {
  const text = initials(name);
  return (
    <svg className="avatar" width={size} height={size} viewBox="0 0 40 40" aria-hidden="true">
      <rect width="40" height="40" rx="6" fill={inkOf(name)} />
      <text
        x="20"
        y="20"
        dy="0.36em"
        textAnchor="middle"
        fill="#fff"
        fontSize={[...text].length > 1 ? 14.5 : 19}
      >
        {text}
      </text>
    </svg>
  );
}
