import { DatePicker, Radio } from "antd";
import dayjs from "dayjs";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { Field } from "./Field";
import { businessDay } from "./format";

type FromDayProps = {
  label: string;
  hint?: string;
  /** The words for no day: at once, always. */
  without: string;
  /** The words for a day of one's own. */
  day: string;
  /** YYYY-MM-DD; null: no day. */
  value: string | null;
  onChange: (day: string | null) => void;
};

/** From which business day something holds, if from one. */
export function FromDay({ label, hint, without, day, value, onChange }: FromDayProps) {
  const { team } = useSelf();
  return (
    <>
      <Field label={label} hint={hint}>
        <Radio.Group
          value={value === null ? "without" : "day"}
          onChange={({ target }) =>
            onChange(target.value === "without" ? null : businessDay(team, now()))
          }
          options={[
            { value: "without", label: without },
            { value: "day", label: day },
          ]}
        />
      </Field>
      {value !== null && (
        <DatePicker
          aria-label={day}
          allowClear={false}
          value={dayjs(value)}
          onChange={(picked) => onChange(picked?.format("YYYY-MM-DD") ?? null)}
        />
      )}
    </>
  );
}
