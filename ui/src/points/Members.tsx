import { Button, Input, Segmented } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import type { components } from "../api/schema";
import { useFilter, useGo } from "../frame/go";
import { useSelf } from "../frame/me";
import { Empty } from "../parts/Empty";
import { Go } from "../parts/Go";
import { PointsNumber } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { type Column, Rows } from "../parts/Rows";
import { Skeleton } from "../parts/Skeleton";
import { Stat, Stats } from "../parts/Stat";
import { paths } from "../paths";
import { Grant } from "./Grant";
import "./points.css";

type MemberPoints = components["schemas"]["MemberPoints"];
const orders = ["available", "pending", "owed"] as const;
type By = (typeof orders)[number];

/** What everyone has, for who leads them. */
export default function Members() {
  const { t } = useTranslation();
  const go = useGo();
  const { role } = useSelf();
  const [filter, change] = useFilter<{ by: By; name: string }>("points-members", {
    by: "available",
    name: "",
  });
  const [granting, setGranting] = useState(false);
  const name = useDeferredValue(filter.name.trim()) || undefined;
  const { data } = useRead("/api/points/members", { params: { query: { by: filter.by, name } } });
  const columns: Column<MemberPoints>[] = [
    {
      key: "member",
      title: t("points.members.member"),
      cell: (one) => (
        <Go to={paths.pointsOf(one.member_id)} className="points-person">
          <Person name={one.name} member={one.member_id} />
        </Go>
      ),
      phone: "title",
    },
    {
      key: "available",
      title: t("points.available"),
      cell: (one) => <PointsNumber points={one.available} />,
      width: 160,
      right: true,
      phone: "aside",
    },
    {
      key: "pending",
      title: t("points.pending"),
      cell: (one) => <PointsNumber points={one.pending} />,
      width: 160,
      right: true,
    },
    {
      key: "owed",
      title: t("points.owed_short"),
      cell: (one) => (one.owed < 0 ? <PointsNumber points={one.owed} /> : "–"),
      width: 120,
      right: true,
      phone: "none",
    },
  ];
  return (
    <Page
      title={t("points.members.title")}
      purpose={t(`points.members.purpose.${role === "founder" ? "founder" : "leader"}`)}
      actions={
        <Button type="primary" onClick={() => setGranting(true)}>
          {t("points.grant.open")}
        </Button>
      }
      tools={
        <>
          <Segmented<By>
            aria-label={t("points.members.by")}
            value={filter.by}
            onChange={(by) => change({ by })}
            options={orders.map((by) => ({ value: by, label: t(`points.members.order.${by}`) }))}
          />
          <Input.Search
            className="points-search"
            aria-label={t("points.members.find")}
            placeholder={t("points.members.find")}
            allowClear
            value={filter.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        </>
      }
    >
      <Sheet>
        {data ? (
          <Stats>
            <Stat great label={t("points.members.available")}>
              <PointsNumber points={data.available} />
            </Stat>
            <Stat label={t("points.pending")}>
              <PointsNumber points={data.pending} />
            </Stat>
            <Stat label={t("points.owed_short")}>
              <PointsNumber points={data.owed} />
            </Stat>
          </Stats>
        ) : (
          <Skeleton />
        )}
      </Sheet>
      <Sheet title={t("points.members.list", { count: data?.count ?? 0 })}>
        <Rows
          rows={data?.members}
          columns={columns}
          rowKey={(one) => one.member_id}
          label={t("points.members.title")}
          onOpen={(one) => go(paths.pointsOf(one.member_id))}
          empty={<Empty words={t(name ? "points.members.none_so" : "points.members.none")} />}
        />
      </Sheet>
      {granting && <Grant onClose={() => setGranting(false)} />}
    </Page>
  );
}
