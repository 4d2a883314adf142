import { useTranslation } from "react-i18next";
import { Sheet } from "../parts/Page";
import type { Draw } from "./ask";

type Found = NonNullable<Draw["check"]>;

/** The roster, looked at before it is fixed: who may stand there twice, who is missing, who left. */
export function Check({ check }: { check: Found }) {
  const { t } = useTranslation();
  const { duplicates, missing, left } = check;
  const parts = [
    {
      name: "duplicates",
      words: duplicates.map(({ a, b, why }) =>
        t("draw.check.twice", { a, b, why: t(`draw.check.why.${why as "phone"}`) }),
      ),
      between: "draw.semicolon",
    },
    { name: "left", words: left, between: "draw.comma" },
    { name: "missing", words: missing, between: "draw.comma" },
  ];
  const clean = parts.every(({ words }) => words.length === 0);
  return (
    <Sheet title={t("draw.check.title")}>
      {clean ? (
        <p className="draw-good">{t("draw.check.clean")}</p>
      ) : (
        <div className="draw-check">
          {parts
            .filter(({ words }) => words.length > 0)
            .map(({ name, words, between }) => (
              <section key={name}>
                <h3>{t(`draw.check.${name}`, { count: words.length })}</h3>
                <p>{words.join(t(between))}</p>
                <p className="draw-note">{t(`draw.check.${name}Note`)}</p>
              </section>
            ))}
        </div>
      )}
    </Sheet>
  );
}
