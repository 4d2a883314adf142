import { Button, DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { Confirm } from "../parts/Confirm";
import { Field, Form } from "../parts/Field";
import { businessDay } from "../parts/format";
import { Dialog } from "../parts/Layer";
import { RefusalList } from "../parts/RefusalList";

type LeaveProps = { member: components["schemas"]["Member"]; onClose: () => void };

/** Leaving; and for who has left, coming back or being erased. */
export function Leave({ member, onClose }: LeaveProps) {
  return member.left_at == null ? (
    <Leaving member={member} onClose={onClose} />
  ) : (
    <AfterLeaving member={member} onClose={onClose} />
  );
}

function Leaving({ member, onClose }: LeaveProps) {
  const { t } = useTranslation();
  const today = businessDay(useSelf().team, now());
  const [last, setLast] = useState(today);
  const [reason, setReason] = useState("");
  const params = { path: { id: member.id } };
  const leave = useWrite("post", "/api/members/{id}/leaving", {
    saved: "team.leave.done",
    values: () => ({ name: member.name }),
    undo: () => () => send("post", "/api/members/{id}/return", { params }),
    quiet: true,
    done: onClose,
  });
  const act = () => void leave.run({ params, body: { last_day: last, reason } });
  return (
    <Dialog title={t("team.leave.title", { name: member.name })} onClose={onClose}>
      <Form onSend={act}>
        <p className="team-note">{t("team.leave.words")}</p>
        <Field label={t("team.leave.lastDay")}>
          <DatePicker
            value={dayjs(last)}
            allowClear={false}
            maxDate={dayjs(today)}
            onChange={(day) => setLast(day?.format("YYYY-MM-DD") ?? today)}
          />
        </Field>
        <Field label={t("team.reason.label")} hint={t("team.reason.hint")}>
          <Input
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {leave.problem && <RefusalList problem={leave.problem} />}
        <div className="form-actions">
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="primary" htmlType="submit" loading={leave.pending}>
            {t("team.leave.act")}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function AfterLeaving({ member, onClose }: LeaveProps) {
  const { t } = useTranslation();
  const [erasing, setErasing] = useState(false);
  const [reason, setReason] = useState("");
  const params = { path: { id: member.id } };
  const back = useWrite("post", "/api/members/{id}/return", {
    saved: "team.leave.backDone",
    values: () => ({ name: member.name }),
    done: onClose,
  });
  const erase = useWrite("post", "/api/members/{id}/erasure", {
    saved: "team.erase.done",
    quiet: true,
    done: onClose,
  });
  if (erasing)
    return (
      <Confirm
        title={t("team.erase.title", { name: member.name })}
        verb={t("team.erase.act")}
        pending={erase.pending}
        onClose={onClose}
        onAct={() => void erase.run({ params, body: { reason } })}
      >
        <p>{t("team.erase.words")}</p>
        <Field label={t("team.reason.label")} hint={t("team.reason.hint")}>
          <Input
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {erase.problem && <RefusalList problem={erase.problem} />}
      </Confirm>
    );
  return (
    <Dialog title={t("team.leave.after", { name: member.name })} onClose={onClose}>
      <p className="team-note">{t("team.leave.afterWords")}</p>
      <div className="form-actions">
        <Button danger onClick={() => setErasing(true)}>
          {t("team.erase.act")}
        </Button>
        <Button type="primary" loading={back.pending} onClick={() => void back.run({ params })}>
          {t("team.leave.back")}
        </Button>
      </div>
    </Dialog>
  );
}
