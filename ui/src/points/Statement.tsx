import { paths } from "../paths";
import { GoButton } from "../parts/GoButton";
import { Button } from "antd";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { saveFile } from "../frame/save";
import { count } from "../parts/format";
import { PointsNumber } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { Stat, Stats } from "../parts/Stat";
import { Coming, soonest } from "./Coming";
import { Day } from "./Day";
import { Lines } from "./Lines";
import "./points.css";

/** What a member has, what comes next, and every line with its reason. */
export function Statement({ member }: { member: number }) {
  const { t } = useTranslation();
  const { data, error } = useRead("/api/points/members/{id}", {
    params: { path: { id: member } },
  });
  if (error)
    return (
      <Sheet>
        <RefusalList problem={error} />
      </Sheet>
    );
  return (
    <>
      <Sheet>
        {data ? (
          <Stats>
            <Stat
              great
              label={t("points.available")}
              note={
                data.owed < 0
                  ? t("points.owed", { points: count(-data.owed) })
                  : t("points.available_note")
              }
            >
              <PointsNumber points={data.available} />
            </Stat>
            <Stat label={t("points.pending")} note={<Soonest of={data.maturing} what="maturing" />}>
              <PointsNumber points={data.pending} />
            </Stat>
            <Stat
              label={t("points.expiring")}
              note={<Soonest of={soonest(data.expiring)} what="expiring" />}
            >
              <PointsNumber points={soonest(data.expiring).reduce((sum, c) => sum + c.points, 0)} />
            </Stat>
          </Stats>
        ) : (
          <Skeleton />
        )}
      </Sheet>
      {data && <Coming maturing={data.maturing} expiring={data.expiring} />}
      <Lines member={member} />
    </>
  );
}

type SoonestProps = {
  of: readonly { at: number; points: number }[];
  what: "maturing" | "expiring";
};

/** When the first of them come or go. */
function Soonest({ of, what }: SoonestProps) {
  const { t } = useTranslation();
  const first = of[0];
  if (!first) return t(`points.${what}_none`);
  return (
    <>
      <Day at={first.at} before={what === "expiring"} />{" "}
      {t(`points.${what}_first`, { points: count(first.points) })}
    </>
  );
}

/** The statement as a workbook. */
export function KeepFile({ member }: { member: number }) {
  const { t } = useTranslation();
  return (
    <>
      <GoButton to={paths.posters({ kind: "statement", member })}>{t("points.poster")}</GoButton>
      <Button
        icon={<Download size={16} strokeWidth={1.6} aria-hidden="true" />}
        onClick={() =>
          saveFile("/api/points/members/{id}/statement.xlsx", { params: { path: { id: member } } })
        }
      >
        {t("points.keep")}
      </Button>
    </>
  );
}
