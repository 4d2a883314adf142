import { useTranslation } from "react-i18next";
import { useSelf } from "../frame/me";
import { Page } from "../parts/Page";
import { KeepFile, Statement } from "./Statement";

/** My own points: what I can use, what is coming, and why each came or went. */
export default function Mine() {
  const { t } = useTranslation();
  const { member } = useSelf();
  return (
    <Page
      title={t("points.mine.title")}
      purpose={t("points.mine.purpose")}
      actions={<KeepFile member={member.id} />}
    >
      <Statement member={member.id} />
    </Page>
  );
}
