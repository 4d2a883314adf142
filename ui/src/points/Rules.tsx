import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import type { components } from "../api/schema";
import { useSelf } from "../frame/me";
import { count } from "../parts/format";
import { DateTime, PointsNumber } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { Skeleton } from "../parts/Skeleton";
import { RuleEdit } from "./RuleEdit";
import "./points.css";

type Version = components["schemas"]["RulesVersion"];

/** What a sale is worth, in plain words; every version with its hash. */
export default function Rules() {
  const { t } = useTranslation();
  const { role } = useSelf();
  const [editing, setEditing] = useState(false);
  const { data } = useRead("/api/points/rules");
  const held = data?.versions.find((version) => version.in_force);
  const coming = data?.versions.filter(
    (version) => !version.in_force && held && (version.from_at ?? 0) > (held.from_at ?? 0),
  );
  const past = data?.versions.filter((version) => version !== held && !coming?.includes(version));
  return (
    <Page
      narrow
      title={t("points.rules.title")}
      purpose={t("points.rules.purpose")}
      actions={
        role === "founder" &&
        data && (
          <Button type="primary" onClick={() => setEditing(true)}>
            {t("points.rules.edit")}
          </Button>
        )
      }
    >
      {!data && (
        <Sheet>
          <Skeleton />
        </Sheet>
      )}
      {coming?.map((version) => (
        <Sheet
          key={version.id}
          title={t("points.rules.coming", { id: version.id })}
          aside={<From version={version} />}
        >
          <Words version={version} />
        </Sheet>
      ))}
      {held && (
        <Sheet title={t("points.rules.held", { id: held.id })} aside={<From version={held} />}>
          <Words version={held} great />
        </Sheet>
      )}
      {past && past.length > 0 && (
        <Sheet title={t("points.rules.past")}>
          <ol className="points-versions">
            {past.map((version) => (
              <li key={version.id}>
                <details>
                  <summary>
                    <b>{t("points.rules.version", { id: version.id })}</b>
                    <From version={version} />
                    <span>{version.by == null ? t("points.rules.began") : version.reason}</span>
                  </summary>
                  <Words version={version} />
                </details>
              </li>
            ))}
          </ol>
        </Sheet>
      )}
      {editing && (
        <RuleEdit start={held?.rules} next={data?.next ?? 1} onClose={() => setEditing(false)} />
      )}
    </Page>
  );
}

function From({ version }: { version: Version }) {
  const { t } = useTranslation();
  return (
    <small className="points-from">
      {version.from_at == null ? (
        t("points.rules.from_start")
      ) : (
        <>
          <DateTime at={version.from_at} /> {t("points.rules.from")}
        </>
      )}
      {version.until != null && version.until === version.from_at && (
        <> {t("points.rules.never", { id: version.after })}</>
      )}
      {version.until != null && version.until !== version.from_at && (
        <>
          {" · "}
          {t("points.rules.until", { id: version.after })} <DateTime at={version.until} />
        </>
      )}
    </small>
  );
}

/** What publishing it changed at once, as it was then; the founder sees whose. */
function Told({ version: { told } }: { version: Version }) {
  const { t } = useTranslation();
  if (told == null) return null;
  if (told.sales === 0) return <p>{t("points.rules.told_nothing")}</p>;
  const points = { raised: count(told.raised), lowered: count(-told.lowered) };
  return (
    <>
      <p>
        {t("points.rules.told", { count: told.sales, members: told.members, ...points })}
        {told.own_sales > 0 && ` ${t("points.rules.told_own", own(told))}`}
      </p>
      {told.most.length > 0 && (
        <details>
          <summary>{t("points.rules.told_who")}</summary>
          <ul className="points-told">
            {told.most.map((one) => (
              <li key={one.member_id}>
                <Person name={one.name} member={one.member_id} size={28} />
                <span>{t("points.rules.told_sales", { count: one.sales })}</span>
                <b>
                  <PointsNumber points={one.points} sign />
                </b>
              </li>
            ))}
          </ul>
          {told.members > told.most.length && (
            <p>{t("points.rules.told_most", { count: told.most.length })}</p>
          )}
        </details>
      )}
    </>
  );
}

const own = (told: NonNullable<Version["told"]>) => ({
  count: told.own_sales,
  points: count(told.own_points, true),
});

function Words({ version, great }: { version: Version; great?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="points-rules" data-great={great || undefined}>
      <ul>
        {version.words.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <p>
        {version.by == null
          ? t("points.rules.began")
          : t("points.rules.published", { by: version.by, reason: version.reason })}
      </p>
      <Told version={version} />
      <p className="points-hash">
        {t("points.rules.hash")} <code>{version.hash}</code>
      </p>
    </div>
  );
}
