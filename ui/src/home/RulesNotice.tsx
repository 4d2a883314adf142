import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { keep, recall } from "../frame/memory";
import { now } from "../frame/now";
import { count } from "../parts/format";
import { Go } from "../parts/Go";
import { DateTime } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { paths } from "../paths";

const noticeDays = 30;

/** New earning rules are told to everyone: why, and what they changed of one's own. */
export function RulesNotice() {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(() => recall<number>("rules.seen") ?? 0);
  const { data } = useRead("/api/points/rules");
  const since = now() - noticeDays * 86_400_000;
  const fresh = data?.versions.filter(
    ({ id, told, is_own, recorded_at }) =>
      told != null && id > seen && recorded_at > since && !is_own,
  );
  const last = fresh?.[0];
  if (!fresh || !last) return null;
  const note = () => {
    keep("rules.seen", last.id);
    setSeen(last.id);
  };
  return (
    <Sheet
      title={t("home.rules.title")}
      aside={
        <span>
          <Go className="home-rules-read" to={paths.pointsRules()}>
            {t("home.rules.read")}
          </Go>
          <Button type="text" onClick={note}>
            {t("home.rules.seen")}
          </Button>
        </span>
      }
    >
      <ul className="home-rules">
        {fresh.map((version) => (
          <li key={version.id}>
            <p>{t("home.rules.why", { id: version.id, reason: version.reason })}</p>
            {version.from_at != null && (
              <p>
                <DateTime at={version.from_at} /> {t("home.rules.from")}
              </p>
            )}
            <p>
              {version.told && version.told.own_sales > 0
                ? t("home.rules.own", {
                    count: version.told.own_sales,
                    points: count(version.told.own_points, true),
                  })
                : t("home.rules.nothing")}
            </p>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
