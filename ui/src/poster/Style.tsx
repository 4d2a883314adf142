import "./poster.css";
import "./style.css";
import { Button, Input, Radio, Segmented } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import { usePicture } from "../api/picture";
import { useSelf } from "../frame/me";
import { Field, Form } from "../parts/Field";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { type Look, looks, sampleOf, type Style } from "./ask";
import { colours, isColour } from "./colours";
import { Logo } from "./Logo";

/** 喜报样式: the team's mark, its colour, and the look that posters begin with. */
export default function StylePage() {
  const { t } = useTranslation();
  const { data } = useRead("/api/posters/style");
  return (
    <Page title={t("poster.style.title")} purpose={t("poster.style.purpose")}>
      {data ? <Desk key={`${data.look} ${data.colour}`} style={data} /> : <Skeleton />}
    </Page>
  );
}

function Desk({ style }: { style: Style }) {
  const { t } = useTranslation();
  const [look, setLook] = useState<Look>(style.look);
  const [colour, setColour] = useState(style.colour ?? "");
  const save = useWrite("put", "/api/posters/style", { saved: "poster.style.saved", quiet: true });
  const whole = colour === "" || isColour(colour);
  const changed = look !== style.look || colour !== (style.colour ?? "");
  return (
    <Sheet>
      <div className="poster-desk">
        <Sample look={look} colour={whole ? colour : (style.colour ?? "")} logo={style.logo} />
        <div className="poster-wish">
          <Logo version={style.logo ?? undefined} />
          <Form
            label={t("poster.style.title")}
            onSend={() => void save.run({ body: { look, colour: colour || null } })}
          >
            <Field label={t("poster.style.look")} hint={t("poster.style.lookHint")}>
              <Segmented<Look>
                value={look}
                options={looks.map((value) => ({ value, label: t(`poster.looks.${value}`) }))}
                onChange={setLook}
              />
            </Field>
            <Colour colour={colour} onChange={setColour} />
            {save.problem && <RefusalList problem={save.problem} />}
            <div className="form-actions">
              <Button
                type="primary"
                htmlType="submit"
                loading={save.pending}
                disabled={!changed || !whole}
              >
                {t("poster.style.act")}
              </Button>
            </div>
          </Form>
        </div>
      </div>
    </Sheet>
  );
}

type ColourProps = { colour: string; onChange: (colour: string) => void };

/** One of ours, or the team's own. */
function Colour({ colour, onChange }: ColourProps) {
  const { t } = useTranslation();
  const id = useId();
  const known = colour === "" || colours.some(({ value }) => value === colour);
  const [own, setOwn] = useState(!known);
  return (
    <div className="field">
      <span id={id}>{t("poster.style.colour")}</span>
      <Radio.Group
        aria-labelledby={id}
        className="poster-colours"
        value={own ? "own" : colour}
        onChange={({ target: { value } }) => {
          setOwn(value === "own");
          onChange(value === "own" ? colour || "#9a161b" : (value as string));
        }}
      >
        <Radio value="">{t("poster.style.colours.look")}</Radio>
        {colours.map(({ name, value }) => (
          <Radio key={name} value={value}>
            <i className="poster-colour" style={{ background: value }} aria-hidden="true" />
            {t(`poster.style.colours.${name}`)}
          </Radio>
        ))}
        <Radio value="own">{t("poster.style.colours.own")}</Radio>
      </Radio.Group>
      {own && (
        <div className="poster-own">
          <input
            type="color"
            aria-label={t("poster.style.choose")}
            value={isColour(colour) ? colour : "#9a161b"}
            onChange={(event) => onChange(event.target.value)}
          />
          <Input
            aria-label={t("poster.style.written")}
            placeholder="#9a161b"
            maxLength={7}
            status={isColour(colour) ? undefined : "error"}
            value={colour}
            onChange={(event) => onChange(event.target.value.trim().toLowerCase())}
          />
        </div>
      )}
      <p>{t("poster.style.colourHint")}</p>
    </div>
  );
}

type SampleProps = { look: Look; colour: string; logo: number | null | undefined };

/** A poster as it will look, drawn by the press itself. */
function Sample({ look, colour, logo }: SampleProps) {
  const { t, i18n } = useTranslation();
  const { member } = useSelf();
  const path = sampleOf({ member: member.id, look, colour, lang: i18n.language, logo });
  const address = usePicture(path);
  return (
    <figure className="poster-preview" data-size="wide">
      {address && <img src={address} alt={t("poster.style.sample")} width={1080} height={1440} />}
      <figcaption>{t("poster.style.sample")}</figcaption>
    </figure>
  );
}
