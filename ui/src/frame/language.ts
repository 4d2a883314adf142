import { setLanguage } from "../words/language";
import { type Language, startLanguage } from "../words/languages";
import { queries } from "./cache";
import { keep, recall } from "./memory";

/** Takes the language that this viewer chose last. */
export const recallLanguage = () => setLanguage(startLanguage(recall<string>("language")));

/** Answers hold words of the server's, so they are asked for again. */
export async function chooseLanguage(language: Language): Promise<void> {
  keep("language", language, true);
  await setLanguage(language);
  await queries.invalidateQueries();
}
