import { useTranslation } from "react-i18next";
import type { Place, Problem } from "../api/problem";
import { problemWords } from "../frame/cache";

/** Where it was: file, sheet, row, column, as far as they are known. */
function usePlaceWords() {
  const { t } = useTranslation();
  return ({ file, sheet, row, column }: Place, named: Place["file"]) =>
    [
      file !== named && file,
      sheet && t("parts.refusal.sheet", { sheet }),
      row != null && t("parts.refusal.row", { row }),
      // Outside a table it is a field's inner name, which says nothing to a person.
      column && (file || sheet || row != null) && t("parts.refusal.column", { column }),
    ]
      .filter(Boolean)
      .join(" · ");
}

/** A refusal a person can act on: the sentence, then each place with what was read and the mend. */
export function RefusalList({ problem, max = 20 }: { problem: Problem; max?: number }) {
  const { t } = useTranslation();
  const where = usePlaceWords();
  const { places } = problem;
  const rest = places.length - max;
  // A file that all of them are in is named once.
  const file = places.length > 1 ? places[0]?.file : undefined;
  const named = places.every((place) => place.file === file) ? file : undefined;
  return (
    <div className="refusal" role="alert">
      <p>{problemWords(problem)}</p>
      {named && <p className="refusal-file">{named}</p>}
      {places.length > 0 && (
        <ul>
          {places.slice(0, max).map((place) => (
            <li key={JSON.stringify(place)}>
              {where(place, named) && <b>{where(place, named)}</b>}
              {place.read != null && (
                <span>
                  {t("parts.refusal.read")} <q>{place.read}</q>
                </span>
              )}
              {place.expected && (
                <span>
                  {t("parts.refusal.expected")} {place.expected}
                </span>
              )}
              {place.mend && <span className="refusal-mend">{place.mend}</span>}
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && <p>{t("parts.refusal.rest", { count: rest })}</p>}
    </div>
  );
}
