import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { Empty } from "../parts/Empty";
import { DateTime } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { type Column, Rows } from "../parts/Rows";
import { Invite } from "./Invite";

type Invited = components["schemas"]["Invited"];

/** Who was invited and what became of it. */
export function Invitations({ onInvite }: { onInvite: () => void }) {
  const { t } = useTranslation();
  const { data } = useRead("/api/invitations");
  const [again, setAgain] = useState<Invited>();
  const revoke = useWrite("delete", "/api/invitations/{id}", { saved: "access.revoked" });
  const columns: Column<Invited>[] = [
    {
      key: "member",
      title: t("access.column.member"),
      cell: (row) => <Person name={row.member_name} size={28} />,
      phone: "title",
    },
    {
      key: "state",
      title: t("access.column.state"),
      cell: (row) => (
        <span className="access-state" data-state={row.state}>
          {t(`access.state.${row.state}`)}
        </span>
      ),
      phone: "aside",
    },
    {
      key: "by",
      title: t("access.column.by"),
      cell: (row) => (
        <>
          {row.by_name} · <DateTime at={row.issued_at} />
        </>
      ),
    },
    {
      key: "until",
      title: t("access.column.until"),
      cell: (row) => <DateTime at={row.accepted_at ?? row.expires_at} />,
    },
    {
      key: "act",
      title: <span className="aside">{t("access.column.act")}</span>,
      cell: (row) =>
        row.state === "open" ? (
          <Button
            type="text"
            onClick={() => void revoke.run({ params: { path: { id: row.id } } })}
            aria-label={t("access.revokeOf", { name: row.member_name })}
          >
            {t("access.revoke")}
          </Button>
        ) : (
          <Button
            type="text"
            onClick={() => setAgain(row)}
            aria-label={t("access.againOf", { name: row.member_name })}
          >
            {t("access.again")}
          </Button>
        ),
      right: true,
    },
  ];
  return (
    <Sheet title={t("access.invitations")}>
      <Rows
        rows={data?.invitations}
        columns={columns}
        rowKey={(row) => row.id}
        label={t("access.invitations")}
        empty={
          <Empty
            words={t("access.none")}
            example={t("access.example")}
            action={<Button onClick={onInvite}>{t("access.invite.title")}</Button>}
          />
        }
      />
      {again && (
        <Invite
          first={{ id: again.member_id, name: again.member_name }}
          onClose={() => setAgain(undefined)}
        />
      )}
    </Sheet>
  );
}
