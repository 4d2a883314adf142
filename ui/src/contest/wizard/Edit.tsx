import "../contest.css";
import "./wizard.css";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { usePlace } from "../../frame/go";
import { GoButton } from "../../parts/GoButton";
import { Page } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import { Skeleton } from "../../parts/Skeleton";
import { paths } from "../../paths";
import { Wizard } from "./Wizard";

/** A draft being written, or a published rule being amended. */
export default function Edit() {
  const { t } = useTranslation();
  const id = Number(usePlace().id);
  const { data, error } = useRead("/api/contests/{id}", { params: { path: { id } }, keep: false });
  const draft = data?.state === "draft";
  return (
    <Page
      title={data ? data.rule.name : t("contest.edit.title")}
      purpose={data && t(draft ? "contest.edit.draft" : "contest.edit.amend")}
      actions={
        data && (
          <GoButton to={draft ? paths.contests() : paths.contest(id)}>
            {t(draft ? "contest.edit.later" : "contest.edit.back")}
          </GoButton>
        )
      }
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton />}
      {data && <Wizard key={id} contest={data} />}
    </Page>
  );
}
