// A list that the server answers while a person types. Offered is only what answers the text that
// stands there now, so that Enter can never take what an earlier text had found; pressed before the
// answer is here, Enter is kept and takes its first.
//
//   const ask = useAsk();
//   const { data, isFetching } = useRead("/api/…", {
//     params: { query: { text: ask.asked } }, enabled: ask.on, keep: false });
//   <AskSelect ask={ask} offers={data?.map(…)} waiting={isFetching} onChoose={…} />
import { Select, type SelectProps } from "antd";
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Person } from "./Person";

export interface Offer {
  id: number;
  name: string;
  hint?: string;
}

export function useAsk() {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  // The text that stood there when Enter came too early; typing on gives it up.
  const [kept, setKept] = useState<string>();
  return {
    asked: kept ?? text.trim(),
    on: open || kept !== undefined,
    text,
    setText,
    open,
    setOpen,
    kept,
    setKept,
  };
}

type AskSelectProps = Omit<SelectProps<number>, "value" | "onChange" | "options"> & {
  ask: ReturnType<typeof useAsk>;
  /** What answers `ask.asked`; undefined until it does. */
  offers: Offer[] | undefined;
  waiting: boolean;
  /** Who is chosen already; offered first as long as nothing is typed. */
  value?: Offer;
  onChoose: (offer: Offer | undefined) => void;
};

export function AskSelect({ ask, offers, waiting, value, onChoose, ...select }: AskSelectProps) {
  const { t } = useTranslation();
  const { text, setText, open, setOpen, kept, setKept } = ask;
  const active = useRef<number>(undefined);
  const typed = text.trim() !== "";
  const first = !typed && value && !offers?.some(({ id }) => id === value.id) ? [value] : [];
  const shown = [...first, ...(offers ?? [])];

  const choose = (offer: Offer | undefined) => {
    setText("");
    setKept(undefined);
    setOpen(false);
    onChoose(offer);
  };
  const answered = useEffectEvent(() => {
    if (offers?.[0]) choose(offers[0]);
    else setKept(undefined);
  });
  const late = kept !== undefined && (offers !== undefined || !waiting);
  useEffect(() => {
    if (late) answered();
  }, [late]);

  // Before the Select sees it: its own Enter takes whatever it last drew, or closes when that is
  // nothing.
  const keyed = (event: KeyboardEvent) => {
    if (event.key === "Tab") return;
    setKept(undefined);
    if (event.key !== "Enter" || event.nativeEvent.isComposing || !typed) return;
    event.preventDefault();
    event.stopPropagation();
    if (!offers) {
      setKept(text.trim());
      // Who was chosen before is not who is meant: nothing may be done to them while the answer comes.
      if (value) onChoose(undefined);
    } else if (offers[0]) choose(offers.find(({ id }) => id === active.current) ?? offers[0]);
  };
  return (
    <div className="ask" role="presentation" onKeyDownCapture={keyed}>
      <Select<number>
        {...select}
        showSearch={{
          filterOption: false,
          searchValue: text,
          onSearch: (text) => {
            active.current = undefined;
            if (text.trim()) setKept(undefined);
            setText(text);
          },
        }}
        open={open}
        onOpenChange={setOpen}
        loading={waiting}
        // While a person types nothing is the chosen one, or the Select would lead Enter to it.
        value={typed ? undefined : (value?.id ?? null)}
        placeholder={t("parts.member.hint")}
        notFoundContent={
          waiting ? (
            <div className="ask-waiting">{t("frame.loading")}</div>
          ) : (
            offers && t("parts.member.none")
          )
        }
        options={shown.map(({ id, name, hint }) => ({ value: id, label: name, hint }))}
        optionRender={({ data: { label, hint } }) => (
          <Person name={String(label)} hint={hint} size={28} />
        )}
        onActive={(id) => {
          active.current = id === null ? undefined : Number(id);
        }}
        onChange={(chosen) => choose(shown.find(({ id }) => id === chosen))}
      />
    </div>
  );
}
