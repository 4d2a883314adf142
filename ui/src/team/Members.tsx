import "./team.css";
import { Button, Input, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useFilter } from "../frame/go";
import { useSelf } from "../frame/me";
import { Empty } from "../parts/Empty";
import { Go } from "../parts/Go";
import { DateTime } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { Person } from "../parts/Person";
import { RefusalList } from "../parts/RefusalList";
import { type Column, Rows } from "../parts/Rows";
import { paths } from "../paths";
import { MemberForm } from "./MemberForm";
import { type MemberLine, useMemberPages } from "./pages";
import { TierMark } from "./TierMark";

type Filter = {
  text: string;
  tier: number | undefined;
  here: "here" | "left" | "all";
  by: "fit" | "tier" | "joined";
  add: number;
};
const first: Filter = { text: "", tier: undefined, here: "here", by: "fit", add: 0 };

export default function Members() {
  const { t } = useTranslation();
  const founder = useSelf().role === "founder";
  const [filter, change] = useFilter("members", first);
  const tiers = useRead("/api/tiers");
  const text = useDeferredValue(String(filter.text));
  const query = {
    text: text || undefined,
    tier: filter.tier,
    here: filter.here,
    by: filter.by === "fit" ? undefined : filter.by,
  };
  // How far the viewer has asked for more belongs to the question it was asked of.
  const key = JSON.stringify(query);
  const [asked, setAsked] = useState({ key, pages: 1 });
  const pages = asked.key === key ? asked.pages : 1;
  const { members, total, pending, problem } = useMemberPages(query, pages);
  const columns: Column<MemberLine>[] = [
    {
      key: "name",
      title: t("team.field.name"),
      cell: (one) => (
        <Person
          name={one.name}
          member={one.id}
          hint={[one.department, one.post].filter(Boolean).join(" · ")}
          to={paths.member(one.id)}
        />
      ),
      phone: "title",
    },
    {
      key: "tier",
      title: t("team.field.tier"),
      cell: (one) => <TierMark id={one.tier_id} />,
      width: 130,
      phone: "aside",
    },
    {
      key: "sponsor",
      title: t("team.field.sponsor"),
      cell: (one) => one.sponsor?.name ?? "—",
      width: 120,
    },
    {
      key: "phone",
      title: t("team.field.phone"),
      cell: (one) => <span className="number">{one.phone ?? "—"}</span>,
      width: 140,
    },
    {
      key: "joined",
      title: t(filter.here === "left" ? "team.field.left" : "team.field.joined"),
      cell: (one) => (
        <DateTime
          at={filter.here === "left" ? (one.left_at ?? one.joined_at) : one.joined_at}
          shape="day"
        />
      ),
      width: 150,
    },
  ];
  const none =
    filter.text || filter.tier !== undefined || filter.here !== "here" ? (
      <Empty words={t("parts.member.none")} />
    ) : (
      <Empty
        words={t("team.members.empty")}
        action={<Go to={paths.rosterImport()}>{t("team.roster.title")}</Go>}
      />
    );
  return (
    <Page
      title={t("team.members.title")}
      purpose={total === undefined ? undefined : t("team.members.total", { count: total })}
      actions={
        founder && (
          <Button type="primary" onClick={() => change({ add: 1 })}>
            {t("team.members.add")}
          </Button>
        )
      }
      tools={
        <>
          <Input.Search
            className="team-search"
            aria-label={t("parts.member.hint")}
            placeholder={t("parts.member.hint")}
            allowClear
            value={String(filter.text)}
            onChange={(event) => change({ text: event.target.value })}
          />
          <Select
            aria-label={t("team.field.tier")}
            allowClear
            placeholder={t("team.members.anyTier")}
            popupMatchSelectWidth={false}
            value={filter.tier}
            options={(tiers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(tier) => change({ tier })}
          />
          <Select
            aria-label={t("team.members.who")}
            popupMatchSelectWidth={false}
            value={filter.here}
            options={(["here", "left", "all"] as const).map((value) => ({
              value,
              label: t(`team.here.${value}`),
            }))}
            onChange={(here) => change({ here })}
          />
          <Select
            aria-label={t("team.members.order")}
            popupMatchSelectWidth={false}
            value={filter.by}
            options={(["fit", "tier", "joined"] as const).map((value) => ({
              value,
              label: t(`team.by.${value}`),
            }))}
            onChange={(by) => change({ by })}
          />
        </>
      }
    >
      <Sheet>
        {problem && <RefusalList problem={problem} />}
        <Rows
          rows={members}
          columns={columns}
          rowKey={(one) => one.id}
          label={t("team.members.title")}
          empty={none}
          more={
            members && total !== undefined && members.length < total
              ? { load: () => setAsked({ key, pages: pages + 1 }), pending }
              : undefined
          }
        />
      </Sheet>
      {founder && filter.add === 1 && <MemberForm onClose={() => change({ add: 0 })} />}
    </Page>
  );
}
