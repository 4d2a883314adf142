import { Button, InputNumber, Radio } from "antd";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Field } from "../parts/Field";
import { MemberPick } from "../parts/MemberPick";
import { useMemberName } from "../parts/OnePick";
import { Person } from "../parts/Person";
import { type Kind, type PartProps, wrongAt } from "./draft";
import { MomentPick } from "../parts/MomentPick";

const kinds: readonly Kind[] = ["one", "sales", "listed"];
const ticketsMax = 1_000;

/** How many tickets each has. */
export function TicketsForm(part: PartProps) {
  const { t } = useTranslation();
  const { draft, set, problem } = part;
  const wrong = wrongAt(problem, "tickets");
  return (
    <>
      <fieldset className="draw-form-kinds">
        <legend>{t("draw.edit.tickets")}</legend>
        <Radio.Group
          vertical
          value={draft.kind}
          options={kinds.map((value) => ({ value, label: t(`draw.edit.kind.${value}`) }))}
          onChange={({ target }) => set({ kind: target.value as Kind })}
        />
      </fieldset>
      {draft.kind === "sales" && <Sales {...part} />}
      {draft.kind === "listed" && <Listed {...part} />}
      {wrong && (
        <p className="draw-bad" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}

function Sales({ draft, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="draw-pair">
        <Field label={t("draw.edit.per")} hint={t("draw.edit.perHint")}>
          <InputNumber
            prefix="¥"
            min={0.01}
            precision={2}
            value={draft.fen == null ? null : draft.fen / 100}
            onChange={(yuan) => set({ fen: yuan == null ? null : Math.round(yuan * 100) })}
          />
        </Field>
        <Field label={t("draw.edit.most")}>
          <InputNumber
            min={1}
            max={ticketsMax}
            precision={0}
            value={draft.most}
            onChange={(most) => set({ most })}
          />
        </Field>
      </div>
      <div className="draw-pair">
        <Field label={t("draw.edit.from")}>
          <MomentPick at={draft.from} onChange={(from) => set({ from })} />
        </Field>
        <Field label={t("draw.edit.until")}>
          <MomentPick at={draft.until} onChange={(until) => set({ until })} />
        </Field>
      </div>
    </>
  );
}

function Listed({ draft: { list }, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <div className="draw-form-list">
      {list.length > 0 && (
        <ul>
          {list.map((one) => (
            <Holder
              key={one.member}
              {...one}
              onTickets={(tickets) =>
                set({ list: list.map((each) => (each === one ? { ...one, tickets } : each)) })
              }
              onOut={() => set({ list: list.filter((each) => each !== one) })}
            />
          ))}
        </ul>
      )}
      <Field label={t("draw.edit.add")} hint={t("draw.edit.addHint")}>
        <MemberPick
          value={undefined}
          without={list.map(({ member }) => member)}
          onChange={(one) => one && set({ list: [...list, { member: one.id, tickets: 1 }] })}
        />
      </Field>
    </div>
  );
}

type HolderProps = {
  member: number;
  tickets: number | null;
  onTickets: (tickets: number | null) => void;
  onOut: () => void;
};

function Holder({ member, tickets, onTickets, onOut }: HolderProps) {
  const { t } = useTranslation();
  const name = useMemberName(member) ?? "…";
  return (
    <li>
      <Person name={name} member={member} size={28} />
      <InputNumber
        aria-label={t("draw.edit.ticketsOf", { name })}
        min={1}
        max={ticketsMax}
        precision={0}
        suffix={t("draw.edit.pieces")}
        value={tickets}
        onChange={onTickets}
      />
      <Button
        type="text"
        aria-label={t("draw.edit.without", { name })}
        icon={<X size={16} aria-hidden="true" />}
        onClick={onOut}
      />
    </li>
  );
}
