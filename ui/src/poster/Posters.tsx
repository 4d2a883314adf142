import "./poster.css";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useFilter } from "../frame/go";
import { useSelf } from "../frame/me";
import { Field } from "../parts/Field";
import { Page, Sheet } from "../parts/Page";
import { GoButton } from "../parts/GoButton";
import { paths } from "../paths";
import { type Kind, kinds, type Look, looks, queryOf, type Size, sizes, type Wish } from "./ask";
import { Keep } from "./Keep";
import { Of } from "./Of";
import { useWhole } from "./whole";
import { Preview, usePoster } from "./Preview";

const first: Wish = {
  kind: "win",
  contest: undefined,
  entrant: undefined,
  member: undefined,
  award: undefined,
  day: undefined,
  look: undefined,
  size: "tall",
};

/** 海报: chosen, looked at as it will be, copied, saved, printed. */
export default function Posters() {
  const { t, i18n } = useTranslation();
  const { member, role } = useSelf();
  const [asked, change] = useFilter("posters", { ...first, member: member.id as number });
  const wish = useWhole(asked);
  const query = queryOf(wish, i18n.language);
  const made = usePoster(query);
  const { data: style } = useRead("/api/posters/style");
  const offered = kinds.filter((kind) => kind !== "birthday" || role !== "member");
  return (
    <Page
      title={t("poster.title")}
      purpose={t("poster.purpose")}
      actions={
        role === "founder" && (
          <GoButton to={paths.posterStyle()}>{t("poster.style.title")}</GoButton>
        )
      }
    >
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
                value={wish.look ?? style?.look}
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
