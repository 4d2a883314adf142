/** Confetti for the first, once; nothing under reduced motion. */
export async function celebrate(): Promise<void> {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const { default: confetti } = await import("canvas-confetti");
  const shape = { particleCount: 90, spread: 70, startVelocity: 55, ticks: 240 };
  const colors = ["#f0c460", "#b0301d", "#fffaf2", "#dcb868"];
  void confetti({ ...shape, colors, angle: 60, origin: { x: 0, y: 0.8 } });
  void confetti({ ...shape, colors, angle: 120, origin: { x: 1, y: 0.8 } });
}
