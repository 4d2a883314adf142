import { Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useRead, useWrite } from "../api/hooks";
import { useSelf } from "../frame/me";
import { Field, Form } from "../parts/Field";
import { count } from "../parts/format";
import { Layer } from "../parts/Layer";
import { MemberPick, type PickedMember } from "../parts/MemberPick";
import { usePhone } from "../parts/phone";
import { newKey } from "../parts/key";
import { RefusalList } from "../parts/RefusalList";

type GrantProps = { to?: PickedMember; onClose: () => void };

/** Points for someone, with a reason and within the month's budget. */
export function Grant({ to, onClose }: GrantProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { member: me } = useSelf();
  const [member, setMember] = useState(to);
  const [points, setPoints] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  // One key a drawer: sending twice grants once.
  const [request] = useState(newKey);
  const { data } = useRead("/api/points/budget");
  const left = data?.budget == null ? undefined : Math.max(0, data.budget - data.used);
  const grant = useWrite("post", "/api/points/grants", {
    saved: "points.grant.made",
    values: ({ name, points }) => ({ name, points }),
    undo:
      ({ id }) =>
      () =>
        send("post", "/api/points/grants/{id}/undoing", {
          params: { path: { id } },
          body: { reason: t("points.grant.undo_reason") },
        }),
    quiet: true,
    done: onClose,
  });
  const ready = member !== undefined && points !== null && points > 0 && reason.trim() !== "";
  const give = () => {
    if (ready)
      void grant.run({ body: { request, member_id: member.id, points, reason: reason.trim() } });
  };
  return (
    <Layer title={t("points.grant.title")} onClose={onClose} from={phone ? "bottom" : "side"}>
      <Form onSend={give} label={t("points.grant.title")}>
        <Field label={t("points.grant.to")}>
          <MemberPick value={member} onChange={setMember} without={[me.id]} />
        </Field>
        <Field
          label={t("points.grant.points")}
          hint={
            left === undefined
              ? t("points.grant.unbounded", { used: count(data?.used ?? 0) })
              : t("points.grant.left", { left: count(left), budget: count(data?.budget ?? 0) })
          }
        >
          <InputNumber<number>
            min={1}
            max={1_000_000}
            precision={0}
            value={points}
            onChange={setPoints}
          />
        </Field>
        <Field label={t("points.grant.reason")} hint={t("points.grant.reason_hint")}>
          <Input.TextArea
            rows={2}
            maxLength={200}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
        {grant.problem && <RefusalList problem={grant.problem} />}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" disabled={!ready} loading={grant.pending}>
            {t("points.grant.give")}
          </Button>
        </div>
      </Form>
    </Layer>
  );
}
