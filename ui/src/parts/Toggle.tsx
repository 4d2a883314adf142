import { Switch } from "antd";
import { type ReactNode, useId } from "react";

type ToggleProps = {
  on: boolean;
  onChange: (on: boolean) => void;
  label: ReactNode;
  /** What it means, in one sentence. */
  hint: ReactNode;
  loading?: boolean;
};

/** A yes or no that holds at once, with its meaning beside it. */
export function Toggle({ on, onChange, label, hint, loading }: ToggleProps) {
  const id = useId();
  return (
    <div className="toggle">
      <Switch
        id={id}
        checked={on}
        loading={loading}
        onChange={onChange}
        aria-describedby={`${id}-hint`}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        <p id={`${id}-hint`}>{hint}</p>
      </div>
    </div>
  );
}
