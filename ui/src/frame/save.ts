import i18next from "i18next";
import type { Init, PathOf } from "../api/client";
import { keepFile } from "../api/file";
import type { Problem } from "../api/problem";
import { problemWords } from "./cache";
import { say } from "./toast";

/** Keeps a file that the API answers with, and says where it is; a refusal is said, too. */
export async function saveFile<P extends PathOf<"get">>(
  path: P,
  init?: Init<"get", P>,
): Promise<void> {
  try {
    const { name, place } = await keepFile(path, init);
    say(i18next.t("frame.saved", { place: place ?? name }));
  } catch (error) {
    say(problemWords(error as Problem), { failed: true });
  }
}
