import { Button, Input, InputNumber, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import { count } from "../parts/format";
import { Field, Form } from "../parts/Field";
import { Go } from "../parts/Go";
import { DateTime, PointsNumber } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";

type Way = "in" | "out";
const shownFirst = 8;

/** What is left, what came and went and why, and a move of one's own. */
export function Stock({ id }: { id: number }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { data, error } = useRead("/api/prizes/{id}/stock", { params: { path: { id } } });
  const moves = data?.moves ?? [];
  return (
    <Sheet
      title={t("prize.stock.title")}
      aside={
        data?.left != null && <b className="number">{t("prize.left", { count: data.left })}</b>
      }
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton rows={3} />}
      {moves.length > 0 && (
        <ul className="prize-moves">
          {moves.slice(0, all ? moves.length : shownFirst).map((move) => (
            <li key={`${move.at}.${move.left}.${move.pieces}`}>
              <DateTime at={move.at} />
              <span>
                {move.reason ??
                  (move.redemption_id != null && (
                    <Go to={paths.redemption(move.redemption_id)}>
                      {t(move.pieces < 0 ? "prize.stock.redeemed" : "prize.stock.back", {
                        id: move.redemption_id,
                      })}
                    </Go>
                  ))}
                {move.reason == null &&
                  move.pool_id != null &&
                  t(move.pieces < 0 ? "prize.stock.pooled" : "prize.stock.unpooled")}{" "}
                <small>{move.by}</small>
              </span>
              <b>
                <PointsNumber points={move.pieces} sign />
              </b>
              <small className="number">
                {t("prize.stock.after", { pieces: count(move.left) })}
              </small>
            </li>
          ))}
        </ul>
      )}
      {!all && moves.length > shownFirst && (
        <Button block onClick={() => setAll(true)}>
          {t("parts.more")}
        </Button>
      )}
      <Move id={id} />
    </Sheet>
  );
}

function Move({ id }: { id: number }) {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>("in");
  const [pieces, setPieces] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const move = useWrite("post", "/api/prizes/{id}/stock", {
    saved: "prize.stock.moved",
    values: ({ left }) => ({ count: left ?? 0 }),
    quiet: true,
    done: () => {
      setPieces(null);
      setReason("");
    },
  });
  const ready = Boolean(pieces) && reason.trim() !== "";
  const run = () =>
    void move.run({
      params: { path: { id } },
      body: { pieces: (way === "in" ? 1 : -1) * (pieces ?? 0), reason: reason.trim() },
    });
  return (
    <Form label={t("prize.stock.move")} onSend={() => ready && run()}>
      <div className="prize-move">
        <Segmented<Way>
          aria-label={t("prize.stock.way")}
          value={way}
          options={[
            { value: "in", label: t("prize.stock.in") },
            { value: "out", label: t("prize.stock.out") },
          ]}
          onChange={setWay}
        />
        <Field label={t("prize.stock.pieces")}>
          <InputNumber min={1} precision={0} value={pieces} onChange={setPieces} />
        </Field>
        <Field label={t("prize.stock.reason")}>
          <Input
            maxLength={200}
            placeholder={t("prize.stock.reasonHint")}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
        <Button htmlType="submit" disabled={!ready} loading={move.pending}>
          {t("prize.stock.act")}
        </Button>
      </div>
      {move.problem && <RefusalList problem={move.problem} />}
    </Form>
  );
}
