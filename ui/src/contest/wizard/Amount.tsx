import { InputNumber } from "antd";
import type { Unit } from "../ask";
import { unitSize } from "../unit";

type AmountProps = {
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
  unit: Unit;
  value: number;
  min?: number;
  onChange: (value: number) => void;
};

/** A number as people type it: yuan, pieces, percent. */
export function Amount({ unit, value, min = 0, onChange, ...rest }: AmountProps) {
  const size = unitSize(unit);
  return (
    <InputNumber<number>
      {...rest}
      className="contest-amount"
      min={min}
      max={1_000_000_000}
      precision={unit === "count" ? 0 : 2}
      inputMode="decimal"
      prefix={unit === "fen" ? "¥" : undefined}
      suffix={unit === "basis_points" ? "%" : undefined}
      value={value / size}
      onChange={(typed) => onChange(Math.round((typed ?? 0) * size))}
    />
  );
}
