import "./poster.css";
import { Button, Segmented } from "antd";
import { Copy, Download, Printer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFilter } from "../frame/go";
import { useSelf } from "../frame/me";
import { saveFile } from "../frame/save";
import { say } from "../frame/toast";
import { Field } from "../parts/Field";
import { Page, Sheet } from "../parts/Page";
import { usePhone } from "../parts/phone";
import { type Kind, kinds, type Look, looks, queryOf, type Size, sizes, type Wish } from "./ask";
import { Of } from "./Of";
import { Preview, usePoster } from "./Preview";

const first: Wish = {
  kind: "win",
  contest: undefined,
  entrant: undefined,
  member: undefined,
  day: undefined,
  look: "cinnabar",
  size: "tall",
};

/** 海报: chosen, looked at as it will be, copied, saved, printed. */
export default function Posters() {
  const { t, i18n } = useTranslation();
  const { member, role } = useSelf();
  const [wish, change] = useFilter("posters", { ...first, member: member.id as number });
  const query = queryOf(wish, i18n.language);
  const made = usePoster(query);
  const offered = kinds.filter((kind) => kind !== "birthday" || role !== "member");
  return (
    <Page title={t("poster.title")} purpose={t("poster.purpose")}>
      <Sheet>
        <div className="poster-desk">
          <Preview query={query} made={made} alt={t(`poster.kind.${wish.kind}`)} />
          <div className="poster-wish">
            <Field label={t("poster.what")}>
              <Segmented<Kind>
                className="poster-kinds"
                aria-label={t("poster.what")}
                value={wish.kind}
                options={offered.map((kind) => ({ value: kind, label: t(`poster.kind.${kind}`) }))}
                onChange={(kind) => change({ kind })}
              />
            </Field>
            <Of wish={wish} onChange={change} />
            <Field label={t("poster.look")}>
              <Segmented<Look>
                aria-label={t("poster.look")}
                value={wish.look}
                options={looks.map((look) => ({
                  value: look,
                  label: (
                    <span className="poster-look" data-look={look}>
                      {t(`poster.looks.${look}`)}
                    </span>
                  ),
                }))}
                onChange={(look) => change({ look })}
              />
            </Field>
            <Field label={t("poster.size")}>
              <Segmented<Size>
                aria-label={t("poster.size")}
                value={wish.size}
                options={sizes.map((size) => ({ value: size, label: t(`poster.sizes.${size}`) }))}
                onChange={(size) => change({ size })}
              />
            </Field>
            <Keep wish={wish} made={made} />
          </div>
        </div>
      </Sheet>
    </Page>
  );
}

type KeepProps = { wish: Wish; made: ReturnType<typeof usePoster> };

/** Copy, save, print. */
function Keep({ wish, made }: KeepProps) {
  const { t, i18n } = useTranslation();
  const phone = usePhone();
  const query = queryOf(wish, i18n.language);
  const init = { params: { query } } as never;
  const all = { params: { query: { ...query, kind: "certificates" } } } as never;
  const ready = query !== undefined && made.data !== undefined;
  return (
    <div className="poster-keep">
      {phone ? (
        ready && <p>{t("poster.press")}</p>
      ) : (
        <Button
          disabled={!ready}
          icon={<Copy size={16} aria-hidden="true" />}
          onClick={() => made.data && void copy(made.data.picture).then((done) => say(t(done)))}
        >
          {t("poster.copy")}
        </Button>
      )}
      <Button
        type="primary"
        disabled={!ready}
        icon={<Download size={16} aria-hidden="true" />}
        onClick={() => void saveFile("/api/posters/picture", init)}
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
      {wish.kind === "certificate" && wish.contest !== undefined && (
        <Button onClick={() => void saveFile("/api/posters/paper", all)}>{t("poster.all")}</Button>
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
