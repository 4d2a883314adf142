/** Points per yuan in ten-thousandths as people write them: 12 000 is 1.2. */
export function rateText(rate: number): string {
  const rest = String(rate % 10_000)
    .padStart(4, "0")
    .replace(/0+$/, "");
  return `${Math.floor(rate / 10_000)}${rest ? `.${rest}` : ""}`;
}
