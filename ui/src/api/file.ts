// Files that the API answers with: statements as xlsx, posters, certificates.
import { type Init, type PathOf, sendForFile } from "./client";

/** The name in `attachment; filename*=UTF-8''…` or `filename="…"`. */
export function fileName(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (encoded) return decodeURIComponent(encoded.trim());
  return /filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1]?.trim() ?? "";
}

/**
 * Fetches a file and keeps it: the browser puts it among its downloads, the desktop window writes
 * it there itself. Answers its name, and in the window the place where it now is.
 */
export async function keepFile<P extends PathOf<"get">>(
  path: P,
  init?: Init<"get", P>,
): Promise<{ name: string; place: string | undefined }> {
  const response = await sendForFile(path, init);
  const name = fileName(response.headers.get("content-disposition"));
  const place = response.headers.get("x-hongbang-saved");
  if (place !== null) return { name, place: decodeURIComponent(place) };
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return { name, place: undefined };
}
