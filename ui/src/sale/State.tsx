import { Tag } from "antd";
import { useTranslation } from "react-i18next";

const states = ["unpaid", "paid", "shipped", "finished", "closed"] as const;
type State = (typeof states)[number];

const is = (state: string): state is State => (states as readonly string[]).includes(state);

/** Where an order stands, in words. */
export function StateTag({ state }: { state: string }) {
  const { t } = useTranslation();
  return (
    <Tag className="sale-state" data-state={state} variant="outlined">
      {is(state) ? t(`sale.state.${state}`) : state}
    </Tag>
  );
}
