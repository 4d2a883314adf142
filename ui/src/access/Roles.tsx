import { Button, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { useSelf } from "../frame/me";
import { Field, Form } from "../parts/Field";
import { Dialog } from "../parts/Layer";
import { MemberPick, type PickedMember } from "../parts/MemberPick";
import { DateTime } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { RefusalList } from "../parts/RefusalList";
import { type Column, Rows } from "../parts/Rows";

type Holder = components["schemas"]["RoleHolder"];
type Role = Holder["role"];
/** What the dialog is open for: a role to give, one to take, or the team to hand over. */
type Wish = { kind: "give" } | { kind: "take"; from: Holder } | { kind: "handOver" };

/** Founders and leaders; given and taken with a reason. */
export function Roles() {
  const { t } = useTranslation();
  const { member } = useSelf();
  const { data } = useRead("/api/roles");
  const [wish, setWish] = useState<Wish>();
  const columns: Column<Holder>[] = [
    {
      key: "member",
      title: t("access.column.member"),
      cell: (row) => <Person name={row.name} member={row.member_id} size={28} />,
      phone: "title",
    },
    {
      key: "role",
      title: t("access.column.role"),
      cell: (row) => t(`frame.role.${row.role}`),
      phone: "aside",
    },
    {
      key: "since",
      title: t("access.column.since"),
      cell: (row) => <DateTime at={row.since} shape="day" />,
    },
    {
      key: "act",
      title: <span className="aside">{t("access.column.act")}</span>,
      cell: (row) => (
        <div className="access-acts">
          {row.stays ? (
            <span className="access-note">{row.stays}</span>
          ) : (
            <Button
              type="text"
              aria-label={t("access.takeOf", { name: row.name })}
              onClick={() => setWish({ kind: "take", from: row })}
            >
              {t("access.take")}
            </Button>
          )}
          {row.member_id === member.id && (
            <Button type="text" onClick={() => setWish({ kind: "handOver" })}>
              {t("access.handOver")}
            </Button>
          )}
        </div>
      ),
      right: true,
    },
  ];
  return (
    <Sheet
      title={t("access.roles")}
      aside={<Button onClick={() => setWish({ kind: "give" })}>{t("access.give")}</Button>}
    >
      <Rows
        rows={data}
        columns={columns}
        rowKey={(row) => row.member_id}
        label={t("access.roles")}
      />
      {wish && <Change wish={wish} onClose={() => setWish(undefined)} />}
    </Sheet>
  );
}

function Change({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const { t } = useTranslation();
  const [member, setMember] = useState<PickedMember>();
  const [role, setRole] = useState<Role>("leader");
  const [reason, setReason] = useState("");
  const give = useWrite("post", "/api/roles", {
    quiet: true,
    saved: "access.changed",
    done: onClose,
  });
  const handOver = useWrite("post", "/api/roles/hand-over", {
    quiet: true,
    saved: "access.handedOver",
    done: onClose,
  });
  const problem = give.problem ?? handOver.problem;
  const send = () => {
    if (wish.kind === "take")
      return void give.run({ body: { member_id: wish.from.member_id, role: "member", reason } });
    if (!member) return;
    if (wish.kind === "give")
      return void give.run({ body: { member_id: member.id, role, reason } });
    void handOver.run({ body: { member_id: member.id, reason } });
  };
  const title =
    wish.kind === "take"
      ? t("access.takeOf", { name: wish.from.name })
      : t(wish.kind === "give" ? "access.give" : "access.handOver");
  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSend={send} label={title}>
        {problem && <RefusalList problem={problem} />}
        <p className="access-note">{t(`access.about.${wish.kind}`)}</p>
        {wish.kind !== "take" && (
          <Field label={t("access.column.member")}>
            <MemberPick value={member} onChange={setMember} />
          </Field>
        )}
        {wish.kind === "give" && (
          <Field label={t("access.column.role")} hint={t(`access.means.${role}`)}>
            <Radio.Group
              value={role}
              options={(["leader", "founder"] as const).map((value) => ({
                value,
                label: t(`frame.role.${value}`),
              }))}
              onChange={(event) => setRole(event.target.value)}
            />
          </Field>
        )}
        <Field label={t("access.reason")} hint={t("access.reasonHint")}>
          <Input
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <Button
          type="primary"
          htmlType="submit"
          disabled={reason.trim() === "" || (wish.kind !== "take" && !member)}
          loading={give.pending || handOver.pending}
        >
          {t(`access.act.${wish.kind}`)}
        </Button>
      </Form>
    </Dialog>
  );
}
