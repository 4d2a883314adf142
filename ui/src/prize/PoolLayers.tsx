// What opens above a pool: put points in, plan one, call one off.
import { Button, DatePicker, Input, InputNumber } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { businessDay, count, dayStart } from "../parts/format";
import { Field, Form } from "../parts/Field";
import { newKey } from "../parts/key";
import { Dialog } from "../parts/Layer";
import { MemberPick, type PickedMember } from "../parts/MemberPick";
import { RefusalList } from "../parts/RefusalList";
import type { Pool, Prize } from "./ask";

type AskedProps = {
  title: string;
  verb: string;
  ready: boolean;
  write: { pending: boolean; problem: Parameters<typeof RefusalList>[0]["problem"] | null };
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A form above the page. */
function Asked({ title, verb, ready, write, onSend, onClose, children }: AskedProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="primary" disabled={!ready} loading={write.pending} onClick={onSend}>
            {verb}
          </Button>
        </>
      }
    >
      <Form label={title} onSend={() => ready && onSend()}>
        {children}
        {write.problem && <RefusalList problem={write.problem} />}
      </Form>
    </Dialog>
  );
}

type PoolProps = { pool: Pool; onClose: () => void };

/** My part, at most what is missing and what I have. */
export function PutIn({ pool, available, onClose }: PoolProps & { available: number }) {
  const { t } = useTranslation();
  const most = Math.min(pool.goal - pool.held, available);
  const [points, setPoints] = useState<number | null>(null);
  const [request] = useState(newKey);
  const put = useWrite("post", "/api/pools/{id}/parts", {
    saved: "prize.pool.putIn",
    values: (_, init) => ({ points: count(init.body.points), name: pool.prize }),
    quiet: true,
    done: onClose,
  });
  return (
    <Asked
      title={t("prize.pool.putInto", { name: pool.prize })}
      verb={t("prize.pool.act.put_in")}
      ready={points != null && points > 0}
      write={put}
      onClose={onClose}
      onSend={() =>
        void put.run({ params: { path: { id: pool.id } }, body: { request, points: points ?? 0 } })
      }
    >
      <Field
        label={t("prize.pool.howMuch")}
        hint={t("prize.pool.most", { points: count(most), left: count(available - (points ?? 0)) })}
      >
        <InputNumber min={1} max={most} precision={0} value={points} onChange={setPoints} />
      </Field>
      <p className="prize-note">{t("prize.pool.back")}</p>
    </Asked>
  );
}

/** A pool for a prize: how many pieces, until when, for whom. */
export function Plan({ prize, onClose }: { prize: Prize; onClose: () => void }) {
  const { t } = useTranslation();
  const { team, role } = useSelf();
  const today = dayjs(businessDay(team, now()));
  const [pieces, setPieces] = useState(1);
  const [last, setLast] = useState(today.add(29, "day"));
  const [head, setHead] = useState<PickedMember>();
  const open = useWrite("post", "/api/prizes/{id}/pools", {
    saved: "prize.pool.opened",
    values: () => ({ name: prize.name }),
    quiet: true,
    done: onClose,
  });
  return (
    <Asked
      title={t("prize.pool.openFor", { name: prize.name })}
      verb={t("prize.pool.open")}
      ready
      write={open}
      onClose={onClose}
      onSend={() =>
        void open.run({
          params: { path: { id: prize.id } },
          body: {
            pieces,
            // The whole of the last day counts.
            until: dayStart(team, last.add(1, "day").format("YYYY-MM-DD")),
            branch: head?.id ?? null,
          },
        })
      }
    >
      <p>{t("prize.pool.purpose")}</p>
      <Field
        label={t("prize.redeem.pieces")}
        hint={t("prize.pool.goal", { points: count(prize.points * pieces) })}
      >
        <InputNumber
          min={1}
          max={Math.min(100, prize.left ?? 100)}
          precision={0}
          value={pieces}
          onChange={(value) => setPieces(value ?? 1)}
        />
      </Field>
      <Field label={t("prize.pool.last")} hint={t("prize.pool.lastHint")}>
        <DatePicker
          allowClear={false}
          minDate={today}
          maxDate={today.add(364, "day")}
          value={last}
          onChange={(day) => day && setLast(day)}
        />
      </Field>
      <Field
        label={t("prize.pool.branch")}
        hint={t(role === "founder" ? "prize.pool.branchHint" : "prize.pool.ownBranch")}
      >
        <MemberPick value={head} onChange={setHead} />
      </Field>
    </Asked>
  );
}

/** Everyone gets their points back. */
export function CallOff({ pool, onClose }: PoolProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const act = useWrite("post", "/api/pools/{id}/acts", {
    saved: "prize.pool.calledOff",
    quiet: true,
    done: onClose,
  });
  return (
    <Asked
      title={t("prize.pool.act.cancel")}
      verb={t("prize.pool.act.cancel")}
      ready={reason.trim() !== ""}
      write={act}
      onClose={onClose}
      onSend={() =>
        void act.run({
          params: { path: { id: pool.id } },
          body: { act: "cancel", reason: reason.trim() },
        })
      }
    >
      <p>{t("prize.pool.sure", { points: count(pool.held) })}</p>
      <Field label={t("prize.reason")} hint={t("prize.reasonHint")}>
        <Input maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />
      </Field>
    </Asked>
  );
}
