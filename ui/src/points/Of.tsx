import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { usePlace } from "../frame/go";
import { useSelf } from "../frame/me";
import { Page } from "../parts/Page";
import { Grant } from "./Grant";
import { KeepFile, Statement } from "./Statement";

/** Someone else's points, for who leads them. */
export default function Of() {
  const { t } = useTranslation();
  const id = Number(usePlace()["id"]);
  const { role, member } = useSelf();
  const [granting, setGranting] = useState(false);
  const { data } = useRead("/api/points/members/{id}", { params: { path: { id } } });
  const name = data?.name ?? "";
  return (
    <Page
      title={t("points.of.head", { name })}
      purpose={t("points.of.purpose")}
      actions={
        <>
          <KeepFile member={id} />
          {role !== "member" && id !== member.id && (
            <Button type="primary" onClick={() => setGranting(true)}>
              {t("points.grant.open")}
            </Button>
          )}
        </>
      }
    >
      <Statement member={id} />
      {granting && <Grant to={{ id, name }} onClose={() => setGranting(false)} />}
    </Page>
  );
}
