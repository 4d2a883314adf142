import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import { Choices } from "../frame/Choices";
import { useSelf } from "../frame/me";
import { Page, Sheet } from "../parts/Page";
import { Skeleton } from "../parts/Skeleton";
import { Toggle } from "../parts/Toggle";
import { Secret } from "./Secret";
import { Sessions } from "./Sessions";
import "./access.css";

export default function Account() {
  const { t } = useTranslation();
  const { member, role, team } = useSelf();
  const { data } = useRead("/api/me/account");
  const [changing, setChanging] = useState(false);
  const consent = useWrite("put", "/api/me/consent", { saved: "access.account.consentSaved" });
  return (
    <Page
      narrow
      title={t("access.account.title")}
      purpose={t("access.account.purpose", {
        name: member.name,
        role: t(`frame.role.${role}`),
        team: team.name,
      })}
    >
      {!data ? (
        <Skeleton />
      ) : (
        <>
          <Sheet
            title={t("access.account.signIn")}
            aside={
              data.secret && (
                <Button onClick={() => setChanging(true)}>
                  {t(`access.account.change.${data.secret}`)}
                </Button>
              )
            }
          >
            <dl className="access-facts">
              <dt>{t("access.account.logins")}</dt>
              <dd>{data.logins.join(" · ")}</dd>
              <dt>{t("access.account.secret")}</dt>
              <dd>{t(`access.account.kind.${data.secret ?? "none"}`)}</dd>
            </dl>
            {changing && data.secret && (
              <Secret held={data.secret} onClose={() => setChanging(false)} />
            )}
          </Sheet>
          <Sheet title={t("access.account.consent")}>
            <Toggle
              on={data.consents_to_board}
              loading={consent.pending}
              label={t("access.account.consentLabel")}
              hint={t("access.account.consentWords")}
              onChange={(consents_to_board) => void consent.run({ body: { consents_to_board } })}
            />
          </Sheet>
          <Sessions sessions={data.sessions} />
          <Sheet title={t("access.account.look")}>
            <Choices />
          </Sheet>
        </>
      )}
    </Page>
  );
}
