import { useTranslation } from "react-i18next";
import type { State } from "./ask";

/** Where a redemption stands, in a word. */
export function StateMark({ state }: { state: State }) {
  const { t } = useTranslation();
  return (
    <span className="prize-state" data-state={state}>
      {t(`prize.state.${state}`)}
    </span>
  );
}
