import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { count } from "../parts/format";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import type { Robot } from "./plan";

type Kind = components["schemas"]["OutboxKind"];
type Asked = { kind: Kind; title?: string; text?: string };

type PreviewProps = { robot: Pick<Robot, "platform" | "signs">; asked: Asked };

/** What a robot would be sent now, part by part, byte for byte. */
export function Preview({ robot, asked }: PreviewProps) {
  const { t } = useTranslation();
  const { platform, signs } = robot;
  const preview = useWrite("post", "/api/outbox/preview", { quiet: true });
  const { kind, title = "", text = "" } = asked;
  const { run } = preview;
  // It is computed by the server, anew for every change of what is asked.
  useEffect(() => {
    const timer = window.setTimeout(
      () => void run({ body: { platform, signs, kind, title, text } }),
      200,
    );
    return () => window.clearTimeout(timer);
  }, [run, platform, signs, kind, title, text]);
  if (preview.problem) return <RefusalList problem={preview.problem} />;
  if (!preview.answer) return <Skeleton />;
  const { parts, bytes_max } = preview.answer;
  return (
    <section className="outbox-preview" aria-label={t("outbox.preview.title")}>
      {parts.length === 0 && <p>{t(`outbox.preview.none.${kind}`)}</p>}
      {parts.map((part) => (
        <article key={part.title + part.body}>
          <Bubble title={part.title} lines={part.lines} link={part.link ?? undefined} />
          <p className="outbox-note">
            {t("outbox.preview.bytes", {
              name: t(`outbox.platform.${platform}`),
              bytes: count(part.bytes),
              most: count(bytes_max),
            })}
          </p>
          <details>
            <summary>{t("outbox.preview.raw")}</summary>
            <pre>{part.body}</pre>
          </details>
        </article>
      ))}
    </section>
  );
}

type BubbleProps = { title: string; lines: readonly string[]; link?: string };

/** A message as it stands in a group. */
export function Bubble({ title, lines, link }: BubbleProps) {
  return (
    <div className="outbox-bubble">
      <b>{title}</b>
      {lines.map((line, nth) => (
        // Lines have no names and never move.
        // oxlint-disable-next-line react/no-array-index-key
        <p key={nth}>{line || "\u00a0"}</p>
      ))}
      {link && <p className="outbox-link">{link}</p>}
    </div>
  );
}

/** What a group reads on an evening. */
export function Example() {
  const { t } = useTranslation();
  return (
    <Bubble
      title={t("outbox.example.title")}
      lines={[1, 2, 3].map((nth) => t(`outbox.example.line.${nth}`))}
    />
  );
}
