/** The zones that the browser knows, with the ones a team here is likeliest in first. */
export function zones(): string[] {
  const near = ["Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei"];
  const all = Intl.supportedValuesOf?.("timeZone") ?? [];
  return [...near, ...all.filter((zone) => !near.includes(zone))];
}
