import { Button, Input, InputNumber, Select } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { useSelf } from "../frame/me";
import { Field, Form } from "../parts/Field";
import { GoButton } from "../parts/GoButton";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Toggle } from "../parts/Toggle";
import { zones } from "../parts/zones";
import { paths } from "../paths";

type Team = components["schemas"]["Settings"];

export default function Settings() {
  const { t } = useTranslation();
  const { settings } = useSelf();
  const [draft, setDraft] = useState<Team>(settings);
  const [reason, setReason] = useState("");
  const save = useWrite("put", "/api/settings", {
    quiet: true,
    saved: "setting.saved",
    done: () => setReason(""),
  });
  const set = (part: Partial<Team>) => setDraft({ ...draft, ...part });
  const wrong = (name: keyof Team) =>
    save.problem?.places.find((place) => place.column === name)?.mend ?? undefined;
  const changed = JSON.stringify(draft) !== JSON.stringify(settings);
  const field = (name: keyof Team, control: ReactElement<{ id?: string }>) => (
    <Field label={t(`setting.${name}`)} hint={t(`setting.hint.${name}`)} wrong={wrong(name)}>
      {control}
    </Field>
  );
  const number = (
    name:
      | "return_days"
      | "points_expire_months"
      | "grant_budget_points"
      | "praise_budget_points"
      | "praise_pair_max",
    most: number,
  ) =>
    field(
      name,
      <InputNumber
        min={0}
        max={most}
        precision={0}
        value={draft[name]}
        onChange={(value) => set({ [name]: value ?? 0 })}
      />,
    );
  const choice = (
    name: "board_names" | "board_amounts" | "refund_of_spent",
    values: readonly string[],
  ) =>
    field(
      name,
      <Select<string>
        value={draft[name]}
        options={values.map((value) => ({ value, label: t(`setting.${name}_is.${value}`) }))}
        onChange={(value) => set({ [name]: value } as Partial<Team>)}
      />,
    );
  return (
    <Page narrow title={t("setting.title")} purpose={t("setting.purpose")}>
      <Sheet title={t("setting.part.days")}>
        <div className="form">
          {field(
            "zone",
            <Select
              showSearch
              value={draft.zone}
              options={zones().map((value) => ({ value, label: value }))}
              onChange={(zone) => set({ zone })}
            />,
          )}
          {field(
            "day_shift_minutes",
            <Select
              value={draft.day_shift_minutes}
              options={[...Array(13).keys()].map((hour) => ({
                value: hour * 60,
                label: t("setting.shift", { hour: String(hour).padStart(2, "0") }),
              }))}
              onChange={(day_shift_minutes) => set({ day_shift_minutes })}
            />,
          )}
        </div>
      </Sheet>
      <Sheet title={t("setting.part.boards")}>
        <div className="form">
          {choice("board_names", ["consented", "own_rank_only"])}
          {choice("board_amounts", ["shown", "hidden"])}
          <Toggle
            on={draft.lower_half_named}
            label={t("setting.lower_half_named")}
            hint={t("setting.hint.lower_half_named")}
            onChange={(lower_half_named) => set({ lower_half_named })}
          />
        </div>
      </Sheet>
      <Sheet title={t("setting.part.points")}>
        <div className="form">
          {number("return_days", 90)}
          {number("points_expire_months", 120)}
          {choice("refund_of_spent", ["owe", "bear"])}
          {number("grant_budget_points", 100_000_000)}
          {field(
            "two_approvals_from_fen",
            <InputNumber
              min={0}
              max={10_000_000}
              precision={2}
              prefix="¥"
              value={
                draft.two_approvals_from_fen == null ? null : draft.two_approvals_from_fen / 100
              }
              onChange={(value) =>
                set({ two_approvals_from_fen: value === null ? null : Math.round(value * 100) })
              }
            />,
          )}
        </div>
      </Sheet>
      <Sheet title={t("setting.part.praise")}>
        <div className="form">
          {field(
            "praise_values",
            <Select
              mode="tags"
              open={false}
              suffixIcon={null}
              value={draft.praise_values}
              onChange={(praise_values) => set({ praise_values })}
            />,
          )}
          {number("praise_budget_points", 1_000_000)}
          {number("praise_pair_max", 100)}
        </div>
      </Sheet>
      <Sheet title={t("setting.part.address")}>
        <div className="form">
          {field(
            "address",
            <Input
              inputMode="url"
              placeholder="http://192.168.1.8:7474"
              value={draft.address ?? ""}
              onChange={(event) => set({ address: event.target.value || null })}
            />,
          )}
        </div>
      </Sheet>
      <Sheet title={t("setting.part.posters")}>
        <p>{t("setting.posters")}</p>
        <GoButton to={paths.posterStyle()}>{t("poster.style.title")}</GoButton>
      </Sheet>
      <Sheet title={t("setting.part.save")}>
        <Form
          label={t("setting.part.save")}
          onSend={() => void save.run({ body: { settings: draft, reason } })}
        >
          {save.problem && <RefusalList problem={save.problem} />}
          <Field label={t("setting.reason")} hint={t("setting.hint.reason")}>
            <Input
              value={reason}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          <div className="form-actions">
            <Button
              type="primary"
              htmlType="submit"
              loading={save.pending}
              disabled={!changed || reason.trim() === ""}
            >
              {t("setting.act")}
            </Button>
            {changed && <Button onClick={() => setDraft(settings)}>{t("setting.reset")}</Button>}
          </div>
          {!changed && <p>{t("setting.unchanged")}</p>}
        </Form>
      </Sheet>
    </Page>
  );
}
