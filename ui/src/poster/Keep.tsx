import { Button } from "antd";
import { Copy, Download, Printer, Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSelf } from "../frame/me";
import { saveFile } from "../frame/save";
import { say } from "../frame/toast";
import { usePhone } from "../parts/phone";
import { All } from "./All";
import { isOfAward, queryOf, type Wish } from "./ask";
import type { usePoster } from "./Preview";
import { Share } from "./Share";

type KeepProps = { wish: Wish; made: ReturnType<typeof usePoster> };

/** Copy, save, print, send to a group. */
export function Keep({ wish, made }: KeepProps) {
  const { t, i18n } = useTranslation();
  const { role } = useSelf();
  const phone = usePhone();
  const [sharing, setSharing] = useState(false);
  const query = queryOf(wish, i18n.language);
  const picture = made.data?.picture;
  const ready = query !== undefined && picture !== undefined;
  const init = { params: { query } } as never;
  const save = () => void saveFile("/api/posters/picture", init);
  const onCopy = () => picture && void copy(picture).then((done) => say(t(done)));
  return (
    <div className="poster-keep">
      {phone ? (
        ready && <p>{t("poster.press")}</p>
      ) : (
        <Button disabled={!ready} icon={<Copy size={16} aria-hidden="true" />} onClick={onCopy}>
          {t("poster.copy")}
        </Button>
      )}
      <Button
        type="primary"
        disabled={!ready}
        icon={<Download size={16} aria-hidden="true" />}
        onClick={save}
      >
        {t("poster.save")}
      </Button>
      <Button
        disabled={!ready}
        icon={<Printer size={16} aria-hidden="true" />}
        onClick={() => void saveFile("/api/posters/paper", init)}
      >
        {t("poster.print")}
      </Button>
      {role === "founder" && wish.kind !== "statement" && (
        <Button
          disabled={!ready}
          icon={<Send size={16} aria-hidden="true" />}
          onClick={() => setSharing(true)}
        >
          {t("poster.share.open")}
        </Button>
      )}
      {query && wish.kind === "certificate" && !isOfAward(wish) && <All query={query} />}
      {sharing && query && made.data && (
        <Share
          query={query}
          address={made.data.address}
          onCopy={onCopy}
          onSave={save}
          onClose={() => setSharing(false)}
        />
      )}
    </div>
  );
}

/** Answers what to say. A browser gives the clipboard over https alone. */
async function copy(picture: Blob) {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    return "poster.copied";
  } catch {
    return "poster.notCopied";
  }
}
