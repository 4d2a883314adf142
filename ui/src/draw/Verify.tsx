import { Button, Input } from "antd";
import { Download, ShieldCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import type { Problem } from "../api/problem";
import { saveFile } from "../frame/save";
import { Field } from "../parts/Field";
import { Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import type { Draw, Winner } from "./ask";
import { type Checked, check, isRight } from "./recompute";
import { ticketsWords } from "./words";

/** 我来核验: the draw once more, on this device, from what was shown after it. */
export default function Verify({ draw }: { draw: Draw }) {
  const { t } = useTranslation();
  const { id } = draw;
  const [checked, setChecked] = useState<Checked<Winner>>();
  const [problem, setProblem] = useState<Problem>();
  const [waiting, setWaiting] = useState(false);
  const run = async () => {
    setWaiting(true);
    setProblem(undefined);
    try {
      // Asked for anew every time: what was kept proves nothing.
      const shown = await send("get", "/api/draws/{id}/proof", { params: { path: { id } } });
      setChecked(check(draw, shown));
    } catch (error) {
      setProblem(error as Problem);
    }
    setWaiting(false);
  };
  return (
    <Sheet title={t("draw.verify.title")}>
      <div className="draw-verify">
        <p>{t("draw.verify.words")}</p>
        <div className="form-actions">
          <Button
            icon={<ShieldCheck size={16} aria-hidden="true" />}
            loading={waiting}
            onClick={() => void run()}
          >
            {t("draw.verify.act")}
          </Button>
          <Button
            icon={<Download size={16} aria-hidden="true" />}
            onClick={() =>
              void saveFile("/api/draws/{id}/verifier", { params: { path: { id } } } as never)
            }
          >
            {t("draw.verify.save")}
          </Button>
        </div>
        {problem && <RefusalList problem={problem} />}
        {checked && <Result draw={draw} checked={checked} />}
      </div>
    </Sheet>
  );
}

function Result({ draw, checked }: { draw: Draw; checked: Checked<Winner> }) {
  const { t } = useTranslation();
  const { mine, plan } = draw;
  const right = isRight(checked);
  return (
    <div className="draw-result">
      <p role="status" className={right ? "draw-good" : "draw-bad"}>
        {t(right ? "draw.verify.right" : "draw.verify.wrong")}
      </p>
      <ul>
        <Line right={checked.roster}>{t("draw.verify.roster")}</Line>
        <Line right={checked.rule}>{t("draw.verify.rule")}</Line>
        <Line right={checked.seed}>{t("draw.verify.seed")}</Line>
        {mine && checked.mine !== undefined && (
          <Line right={checked.mine}>
            {t("draw.verify.mine", { tickets: ticketsWords(t, mine) })}
          </Line>
        )}
        {checked.winners.map((winner) => (
          <Line key={winner.number} right={winner.right}>
            {t("draw.verify.winner", {
              prize: plan.prizes[winner.prize]?.name ?? "",
              name: winner.name ?? t("draw.unnamed"),
              ticket: winner.ticket,
            })}
          </Line>
        ))}
        {!checked.all && <Line right={false}>{t("draw.verify.more")}</Line>}
      </ul>
      <Own draw={draw} />
    </div>
  );
}

/** Yes or no as a sign and as a word. */
function Line({ right, children }: { right: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <li>
      <span
        className={right ? "draw-good" : "draw-bad"}
        role="img"
        aria-label={t(right ? "draw.verify.yes" : "draw.verify.no")}
      >
        {right ? "✓" : "✗"}
      </span>
      <span>{children}</span>
    </li>
  );
}

/** What somebody wrote down before the draw, held against what is shown now. */
function Own({ draw }: { draw: Draw }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const written = text.toLowerCase().match(/[0-9a-f]{64}/g) ?? [];
  const known = [draw.roster_hash, draw.rule_hash, draw.seed_hash];
  const right = written.length > 0 && written.every((hash) => known.includes(hash));
  const wrong = text.trim() !== "" && !right ? t("draw.verify.ownWrong") : undefined;
  return (
    <Field
      label={t("draw.verify.own")}
      hint={right ? `✓ ${t("draw.verify.ownRight")}` : t("draw.verify.ownHint")}
      wrong={wrong && `✗ ${wrong}`}
    >
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 6 }}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </Field>
  );
}
