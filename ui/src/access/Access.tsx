import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSelf } from "../frame/me";
import { Page } from "../parts/Page";
import { Invitations } from "./Invitations";
import { Invite } from "./Invite";
import { Roles } from "./Roles";
import "./access.css";

export default function Access() {
  const { t } = useTranslation();
  const { role } = useSelf();
  const [inviting, setInviting] = useState(false);
  return (
    <Page
      title={t("access.title")}
      purpose={t(role === "founder" ? "access.purpose" : "access.purposeLeader")}
      actions={
        <Button type="primary" onClick={() => setInviting(true)}>
          {t("access.invite.title")}
        </Button>
      }
    >
      <Invitations onInvite={() => setInviting(true)} />
      {role === "founder" && <Roles />}
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </Page>
  );
}
