import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useSelf } from "../frame/me";
import { clockIn, momentIn } from "./format";

type MomentProps = {
  id?: string;
  at: number | null;
  onChange: (at: number | null) => void;
};

/** A moment on the team's clock. */
export function MomentPick({ at, onChange, ...field }: MomentProps) {
  const { zone } = useSelf().team;
  return (
    <DatePicker
      {...field}
      showTime={{ format: "HH:mm" }}
      format="YYYY-MM-DD HH:mm"
      value={at == null ? null : dayjs(clockIn(zone, at))}
      onChange={(day) => onChange(day ? momentIn(zone, day.format("YYYY-MM-DDTHH:mm")) : null)}
    />
  );
}
