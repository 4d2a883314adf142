type BarProps = {
  /** Of the whole, from 0 to 1. */
  part: number;
  label: string;
  /** The same in words. */
  said: string;
};

/** How far something is. */
export function Bar({ part, label, said }: BarProps) {
  const within = Math.max(0, Math.min(1, part));
  return (
    <div
      className="prize-bar"
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(within * 100)}
      aria-valuetext={said}
    >
      <i style={{ transform: `scaleX(${within})` }} />
    </div>
  );
}
