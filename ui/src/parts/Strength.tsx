import { useTranslation } from "react-i18next";

/** 0 to 3: how long a guess would take, by length and variety. The server decides what is enough. */
export function strengthOf(secret: string): number {
  const signs = [...secret];
  const kinds = new Set(signs).size;
  // A Chinese character is one of thousands, a letter or digit one of dozens.
  const bits =
    signs.reduce((sum, sign) => sum + (sign > "\u2e80" ? 10 : 5), 0) * (kinds / (kinds + 2));
  if (signs.length < 8 || kinds < 4) return 0;
  if (bits < 50) return 1;
  return bits < 80 ? 2 : 3;
}

/** The hint under a new passphrase: a sentence, and a bar that is not the only sign. */
export function Strength({ secret }: { secret: string }) {
  const { t } = useTranslation();
  if (secret === "") return t("parts.strength.hint");
  const strength = strengthOf(secret);
  return (
    <span className="strength" data-strength={strength}>
      <span aria-hidden="true" />
      {t(`parts.strength.${strength}`)}
    </span>
  );
}
