import { Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { useGo } from "../frame/go";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { Field, Form } from "../parts/Field";
import { businessDay } from "../parts/format";
import { Layer } from "../parts/Layer";
import { MemberPick, type PickedMember } from "../parts/MemberPick";
import { RefusalList } from "../parts/RefusalList";
import { paths } from "../paths";

type Member = components["schemas"]["Member"];
type MemberFormProps = { member?: Member; onClose: () => void };

const fields = ["name", "phone", "wechat", "department", "post", "birthday", "hobbies"] as const;
type Profile = Record<(typeof fields)[number], string>;

const profileOf = (member: Member | undefined): Profile => ({
  name: member?.name ?? "",
  phone: member?.phone ?? "",
  wechat: member?.wechat ?? "",
  department: member?.department ?? "",
  post: member?.post ?? "",
  birthday: member?.birthday ?? "",
  hobbies: member?.hobbies ?? "",
});

/** Adds a member, or changes what is kept of one. */
export function MemberForm({ member, onClose }: MemberFormProps) {
  const { t } = useTranslation();
  const go = useGo();
  const { team } = useSelf();
  const today = businessDay(team, now());
  const [profile, setProfile] = useState(() => profileOf(member));
  const [joined, setJoined] = useState(member ? businessDay(team, member.joined_at) : today);
  const [sponsor, setSponsor] = useState<PickedMember>();
  const [tier, setTier] = useState<number>();
  const tiers = useRead("/api/tiers", { enabled: !member });
  const add = useWrite("post", "/api/members", {
    saved: "team.member.added",
    values: () => ({ name: profile.name }),
    quiet: true,
    done: ({ id }) => {
      onClose();
      go(paths.member(id));
    },
  });
  const change = useWrite("put", "/api/members/{id}", {
    saved: "team.member.changed",
    values: () => ({ name: profile.name }),
    quiet: true,
    done: onClose,
  });
  const problem = add.problem ?? change.problem;
  const wrong = (column: string) =>
    problem?.places.find((place) => place.column === column)?.mend ?? undefined;
  const send = () => {
    if (member) void change.run({ params: { path: { id: member.id } }, body: { profile, joined } });
    else void add.run({ body: { profile, joined, sponsor_id: sponsor?.id, tier_id: tier } });
  };
  return (
    <Layer
      title={t(member ? "team.member.edit" : "team.members.add")}
      onClose={onClose}
      footer={
        <div className="form-actions">
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="primary" loading={add.pending || change.pending} onClick={send}>
            {t(member ? "team.save" : "team.members.add")}
          </Button>
        </div>
      }
    >
      <Form onSend={send} label={t(member ? "team.member.edit" : "team.members.add")}>
        {problem && !problem.places.some(({ column }) => fields.some((one) => one === column)) && (
          <RefusalList problem={problem} />
        )}
        {fields.map((field) => (
          <Field
            key={field}
            label={t(`team.field.${field}`)}
            hint={field === "birthday" ? t("team.field.birthdayHint") : undefined}
            wrong={wrong(field) && `${problem?.places.length === 1 ? problem.words : wrong(field)}`}
          >
            <Input
              value={profile[field]}
              autoComplete="off"
              inputMode={field === "phone" ? "tel" : undefined}
              maxLength={field === "hobbies" ? 200 : 40}
              onChange={(event) => setProfile({ ...profile, [field]: event.target.value })}
            />
          </Field>
        ))}
        <Field label={t("team.field.joined")} hint={member && t("team.field.joinedHint")}>
          <DatePicker
            value={dayjs(joined)}
            allowClear={false}
            maxDate={dayjs(today)}
            onChange={(day) => setJoined(day?.format("YYYY-MM-DD") ?? today)}
          />
        </Field>
        {!member && (
          <>
            <Field label={t("team.field.sponsor")} hint={t("team.field.sponsorHint")}>
              <MemberPick value={sponsor} onChange={setSponsor} />
            </Field>
            <Field label={t("team.field.tier")}>
              <Select
                allowClear
                value={tier}
                options={(tiers.data ?? [])
                  .filter(({ retired_at }) => retired_at == null)
                  .map(({ id, name }) => ({ value: id, label: name }))}
                onChange={setTier}
              />
            </Field>
          </>
        )}
      </Form>
    </Layer>
  );
}
