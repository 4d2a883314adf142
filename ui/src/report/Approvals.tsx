import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import type { components } from "../api/schema";
import { useFilter } from "../frame/go";
import { Empty } from "../parts/Empty";
import { Page, Sheet } from "../parts/Page";
import { Skeleton } from "../parts/Skeleton";
import { Report } from "./One";
import "./report.css";

type Standing = components["schemas"]["Standing"];
const standings: Standing[] = ["waiting", "approved", "returned"];

export default function Approvals() {
  const { t } = useTranslation();
  const [{ standing }, change] = useFilter<{ standing: Standing }>("approvals", {
    standing: "waiting",
  });
  const { data } = useRead("/api/reports", { params: { query: { standing } } });
  return (
    <Page
      title={t("report.approvals.title")}
      purpose={t("report.approvals.purpose")}
      tools={
        <Segmented
          value={standing}
          options={standings.map((value) => ({ value, label: t(`report.standing.${value}`) }))}
          onChange={(standing) => change({ standing })}
        />
      }
    >
      <Sheet>
        {!data ? (
          <Skeleton />
        ) : data.reports.length === 0 ? (
          <Empty words={t(`report.approvals.none.${standing}`)} />
        ) : (
          <ul className="report-list">
            {data.reports.map((report) => (
              <Report key={report.id} report={report} named />
            ))}
          </ul>
        )}
      </Sheet>
    </Page>
  );
}
