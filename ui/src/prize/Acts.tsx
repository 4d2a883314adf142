import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useWrite } from "../api/hooks";
import type { Act, Asking, May, Redemption } from "./ask";

const AskAct = lazy(() => import("./AskAct"));

/** What is done at once: it can be undone, or takes nothing from anybody. */
const direct = ["approve", "hand_over", "receive"] as const satisfies readonly Act[];
/** What asks for something first. */
const asking = [
  "ship",
  "reject",
  "undo_approval",
  "replace",
  "return",
  "cancel",
] as const satisfies readonly Asking[];
/** What brings it on; the others are found where the whole of it is shown. */
const onward: readonly Act[] = ["approve", "reject", "ship", "hand_over", "receive"];

const isDirect = (act: Act): act is (typeof direct)[number] =>
  (direct as readonly Act[]).includes(act);
const isAsking = (act: Act): act is Asking => (asking as readonly Act[]).includes(act);

type ActsProps = {
  redemption: Redemption;
  /** Everything, with the next step as the page's main button; else what brings it on. */
  whole?: boolean;
};

/** What the caller may do with a redemption, as the server's table says. */
export function Acts({ redemption, whole }: ActsProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asking>();
  const { id, may, deliver, state } = redemption;
  const act = useWrite("post", "/api/redemptions/{id}/acts", {
    saved: "prize.act.done",
    values: (answer) => ({ prize: answer.prize, state: t(`prize.state.${answer.state}`) }),
    undo: (answer, init) =>
      init.body.act === "approve" && answer.may.some((one) => one.act === "undo_approval")
        ? () =>
            send("post", "/api/redemptions/{id}/acts", {
              params: { path: { id } },
              body: { act: "undo_approval", reason: t("prize.act.undoReason") },
            })
        : undefined,
  });
  // What is on its way waits for whoever receives it; its number is only corrected.
  const sent = state === "shipped";
  const brings = (act: Act) => onward.includes(act) && !(sent && act === "ship");
  const shown = may.filter((one) => whole || brings(one.act));
  const next = sent ? own(shown) : nextOf(shown, Boolean(deliver));
  const barred = shown.filter((one) => one.refusal);
  const words = (one: Act) =>
    one === "ship" && sent ? t("prize.act.shipAgain") : t(`prize.act.${one}`);
  if (shown.length === 0) return null;
  return (
    <div className="prize-acts">
      {/* The main one last, where the hand is. */}
      {shown
        .toSorted((a, b) => Number(a === next) - Number(b === next))
        .map((one) => (
          <Button
            key={one.act}
            type={whole && one === next ? "primary" : "default"}
            disabled={Boolean(one.refusal)}
            aria-describedby={one.refusal ? `barred-${id}` : undefined}
            loading={act.pending && isDirect(one.act)}
            onClick={() => {
              if (isDirect(one.act))
                void act.run({ params: { path: { id } }, body: { act: one.act } });
              else if (isAsking(one.act)) setAsked(one.act);
            }}
          >
            {words(one.act)}
          </Button>
        ))}
      {barred[0] && (
        <p className="prize-barred" id={`barred-${id}`}>
          {barred[0].refusal}
        </p>
      )}
      {asked && (
        <Suspense fallback={null}>
          <AskAct
            act={asked}
            title={words(asked)}
            redemption={redemption}
            needsReason={may.find((one) => one.act === asked)?.needs_reason ?? false}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}

const own = (may: readonly May[]) => may.find(({ act }) => act === "receive");

/** The step that is taken as a rule. What has an address is sent, the rest handed over. */
function nextOf(may: readonly May[], ships: boolean): May | undefined {
  const order: Act[] = ["approve", ships ? "ship" : "hand_over"];
  return order.map((act) => may.find((one) => one.act === act)).find(Boolean) ?? own(may);
}
