import { DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { Field } from "../parts/Field";
import { OnePick } from "../parts/OnePick";
import { isOfAward, isOfContest, isOfEntrant, type Wish } from "./ask";

type OfProps = { wish: Wish; onChange: (part: Partial<Wish>) => void };

/** What the poster is of. */
export function Of({ wish, onChange }: OfProps) {
  if (isOfAward(wish)) return <OfAward wish={wish} onChange={onChange} />;
  if (!isOfContest(wish)) return <OfMember wish={wish} onChange={onChange} />;
  return (
    <>
      {wish.kind === "certificate" && <OfAward wish={wish} onChange={onChange} />}
      <OfContest wish={wish} onChange={onChange} />
      {isOfEntrant(wish) && wish.contest !== undefined && (
        <OfEntrant key={wish.contest} wish={wish} onChange={onChange} />
      )}
    </>
  );
}

/** A title that was given; without one the certificate is of a contest. */
function OfAward({ wish, onChange }: OfProps) {
  const { t } = useTranslation();
  const { data } = useRead("/api/titles");
  const given = data?.titles
    .filter(({ plan }) => !plan.is_right)
    .flatMap(({ plan, holders }) =>
      holders.map(({ award_id, name }) => ({ value: award_id, label: `${plan.name} · ${name}` })),
    );
  if (wish.award === undefined && (given ?? []).length === 0) return null;
  return (
    <Field label={t("poster.award")}>
      <Select
        allowClear
        value={wish.award}
        placeholder={t("poster.noAward")}
        loading={!data}
        showSearch={{ optionFilterProp: "label" }}
        options={
          wish.award === undefined || given?.some(({ value }) => value === wish.award)
            ? given
            : [...(given ?? []), { value: wish.award, label: t("title.certificate") }]
        }
        onChange={(award?: number) => onChange({ award })}
      />
    </Field>
  );
}

function OfContest({ wish, onChange }: OfProps) {
  const { t } = useTranslation();
  const { data } = useRead("/api/contests");
  const shown = data?.contests.filter(({ state }) => state !== "draft" && state !== "cancelled");
  return (
    <Field label={t("poster.contest")}>
      <Select
        value={wish.contest}
        placeholder={t("poster.choose")}
        loading={!data}
        showSearch={{ optionFilterProp: "label" }}
        options={shown?.map(({ id, name, state }) => ({
          value: id,
          label: `${name} · ${t(`contest.state.${state}`)}`,
        }))}
        onChange={(contest: number) => onChange({ contest, entrant: undefined })}
      />
    </Field>
  );
}

const rowsShown = 100;

function OfEntrant({ wish, onChange }: OfProps) {
  const { t } = useTranslation();
  const { data } = useRead("/api/contests/{id}/board", {
    params: { path: { id: wish.contest ?? 0 }, query: { start: 0, count: rowsShown } },
  });
  const named = data?.rows.filter(({ entrant_id, name }) => entrant_id != null && name != null);
  return (
    <Field label={t("poster.entrant")}>
      <Select
        value={wish.entrant}
        placeholder={t("poster.choose")}
        loading={!data}
        showSearch={{ optionFilterProp: "label" }}
        options={named?.map(({ entrant_id, name, place }) => ({
          value: entrant_id ?? 0,
          label: `${place} · ${name}`,
        }))}
        onChange={(entrant: number) => onChange({ contest: wish.contest, entrant })}
      />
    </Field>
  );
}

function OfMember({ wish, onChange }: OfProps) {
  const { t } = useTranslation();
  const { role } = useSelf();
  return (
    <>
      {role !== "member" && (
        <Field label={t("poster.member")}>
          <OnePick
            label={t("poster.member")}
            value={wish.member}
            onChange={(member) => onChange({ member })}
          />
        </Field>
      )}
      {wish.kind === "statement" && (
        <Field label={t("poster.month")}>
          <DatePicker
            picker="month"
            allowClear={false}
            aria-label={t("poster.month")}
            value={dayjs(wish.day ?? now())}
            onChange={(day) => onChange({ day: day?.format("YYYY-MM-01") })}
          />
        </Field>
      )}
    </>
  );
}
