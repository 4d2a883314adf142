import { Button } from "antd";
import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { say } from "../frame/toast";
import { DateTime } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import type { Draw } from "./ask";

/** How anyone can see that nothing was arranged, and what to write down before. */
export function Trust({ draw }: { draw: Draw }) {
  const { t } = useTranslation();
  const { roster_hash, rule_hash, seed_hash, committed_at } = draw;
  const hashes = (
    [
      ["roster", roster_hash],
      ["rule", rule_hash],
      ["seed", seed_hash],
    ] as const
  ).flatMap(([name, hash]) => (hash ? [{ name, hash, label: t(`draw.hash.${name}`) }] : []));
  const whole = hashes.map(({ label, hash }) => `${label} ${hash}`).join("\n");
  return (
    <Sheet
      title={t("draw.trust.title")}
      aside={
        hashes.length > 0 && (
          <Button
            size="small"
            icon={<Copy size={14} aria-hidden="true" />}
            onClick={() => void copy(`${draw.plan.name}\n${whole}`).then((done) => say(t(done)))}
          >
            {t("draw.trust.copy")}
          </Button>
        )
      }
    >
      <ol className="draw-method">
        <li>{t("draw.trust.first")}</li>
        <li>{t(draw.plan.public == null ? "draw.trust.second" : "draw.trust.secondPublic")}</li>
        <li>{t("draw.trust.third")}</li>
      </ol>
      {hashes.length > 0 ? (
        <>
          <dl className="draw-hashes">
            {hashes.map(({ name, label, hash }) => (
              <div key={name}>
                <dt>{label}</dt>
                <dd>
                  <code>{hash}</code>
                </dd>
              </div>
            ))}
          </dl>
          {committed_at != null && (
            <p className="draw-note">
              {t("draw.trust.since")} <DateTime at={committed_at} shape="second" />
            </p>
          )}
        </>
      ) : (
        <p className="draw-note">{t("draw.trust.notYet")}</p>
      )}
    </Sheet>
  );
}

/** Answers what to say. A browser gives the clipboard over https alone; over http it is marked. */
async function copy(text: string) {
  try {
    await navigator.clipboard.writeText(text);
    return "draw.trust.copied";
  } catch {
    const place = document.querySelector(".draw-hashes");
    if (place) window.getSelection()?.selectAllChildren(place);
    return "draw.trust.marked";
  }
}
