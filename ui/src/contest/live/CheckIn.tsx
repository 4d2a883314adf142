import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import { RefusalList } from "../../parts/RefusalList";
import type { Contest } from "../ask";

/** 打卡: today's, and how long the row is. */
export function CheckIn({ contest }: { contest: Contest }) {
  const { t } = useTranslation();
  const path = { params: { path: { id: contest.id } } };
  const { data } = useRead("/api/contests/{id}/check-ins", path);
  const check = useWrite("post", "/api/contests/{id}/check-ins", {
    saved: "contest.check.saved",
    values: ({ days }) => ({ count: days.length }),
    quiet: true,
  });
  const may = contest.may.find(({ act }) => act === "check_in");
  if (!data) return null;
  return (
    <div className="contest-entry">
      <p>
        {t("contest.check.days", { count: data.days.length })} ·{" "}
        {t("contest.check.now", { count: data.running })} ·{" "}
        {t("contest.check.run", { count: data.longest })}
      </p>
      {may && (
        <Button
          type="primary"
          size="large"
          block
          disabled={data.today || Boolean(may.refusal)}
          loading={check.pending}
          onClick={() => void check.run(path as never)}
        >
          {t(data.today ? "contest.check.done" : "contest.check.act")}
        </Button>
      )}
      {may?.refusal && !data.today && <p className="contest-note">{may.refusal}</p>}
      {check.problem && <RefusalList problem={check.problem} />}
    </div>
  );
}
