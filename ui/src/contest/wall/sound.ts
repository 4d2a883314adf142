import { useCallback, useEffect, useRef, useState } from "react";

/** Three rising notes and the octave, in Hz. */
const notes = [523.25, 659.25, 783.99, 1046.5];
const gapSeconds = 0.16;

function fanfare(context: AudioContext) {
  for (const [at, note] of notes.entries()) {
    const start = context.currentTime + at * gapSeconds;
    const long = at === notes.length - 1 ? 0.9 : 0.28;
    const tone = context.createOscillator();
    const loud = context.createGain();
    tone.type = "triangle";
    tone.frequency.value = note;
    loud.gain.setValueAtTime(0, start);
    loud.gain.linearRampToValueAtTime(0.25, start + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.001, start + long);
    tone.connect(loud).connect(context.destination);
    // A tone that has ended is let go, or a day of them would stay.
    tone.addEventListener("ended", () => loud.disconnect());
    tone.start(start);
    tone.stop(start + long);
  }
}

/** A short fanfare. Browsers are mute until someone has clicked, so it begins off. */
export function useSound() {
  const context = useRef<AudioContext>(undefined);
  const [on, setOn] = useState(false);
  // The loudspeaker is outside React.
  useEffect(() => () => void context.current?.close(), []);
  const toggle = () => {
    if (on) return setOn(false);
    context.current ??= new AudioContext();
    void context.current.resume();
    fanfare(context.current);
    setOn(true);
  };
  const play = useCallback(() => {
    if (on && context.current) fanfare(context.current);
  }, [on]);
  return { on, toggle, play };
}
