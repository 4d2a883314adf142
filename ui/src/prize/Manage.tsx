import "./prize.css";
import { Button } from "antd";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useGo } from "../frame/go";
import { saveFile } from "../frame/save";
import { count } from "../parts/format";
import { Empty } from "../parts/Empty";
import { Go } from "../parts/Go";
import { GoButton } from "../parts/GoButton";
import { Money } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { type Column, Rows } from "../parts/Rows";
import { paths } from "../paths";
import type { Card } from "./ask";
import { Overview } from "./Overview";
import { Picture } from "./Picture";
import { Suggestions } from "./Suggestions";

/** 奖品库: what lies on the shelf, what it costs, and what is still owed in points. */
export default function Manage() {
  const { t } = useTranslation();
  const go = useGo();
  const { data, error } = useRead("/api/prizes", { params: { query: { all: true } } });
  const columns: Column<Card>[] = [
    {
      key: "name",
      title: t("prize.edit.name"),
      phone: "title",
      cell: (card) => (
        <span className="prize-name">
          <Picture prize={card.id} picture={card.picture} kind={card.kind} />
          <span>
            <Go to={paths.prizeEdit(card.id)}>{card.name}</Go>
            <small>{t(`prize.kind.${card.kind}`)}</small>
          </span>
        </span>
      ),
    },
    {
      key: "points",
      title: t("prize.manage.price"),
      width: 120,
      right: true,
      phone: "aside",
      cell: (card) => (
        <span className="number">{t("prize.price", { points: count(card.points) })}</span>
      ),
    },
    {
      key: "cost",
      title: t("prize.costs"),
      width: 120,
      right: true,
      cell: (card) => (card.cost_fen == null ? "–" : <Money fen={card.cost_fen} />),
    },
    {
      key: "left",
      title: t("prize.manage.left"),
      width: 120,
      right: true,
      cell: (card) => (
        <span className="number" data-low={(card.left != null && card.low) || undefined}>
          {card.left == null ? t("prize.endless") : count(card.left)}
        </span>
      ),
    },
    {
      key: "offered",
      title: t("prize.manage.shelf"),
      width: 110,
      cell: (card) => (
        <span className="prize-state" data-state={card.offered ? "approved" : "cancelled"}>
          {t(card.offered ? "prize.manage.on" : "prize.manage.off")}
        </span>
      ),
    },
  ];
  const begin = (
    <GoButton to={paths.prizeNew()} type="primary">
      {t("prize.edit.new")}
    </GoButton>
  );
  return (
    <Page
      title={t("prize.manage.title")}
      purpose={t("prize.manage.purpose")}
      actions={
        <>
          <Button
            icon={<Download size={16} strokeWidth={1.6} aria-hidden="true" />}
            onClick={() => saveFile("/api/prizes/export")}
          >
            {t("prize.manage.keep")}
          </Button>
          {begin}
        </>
      }
    >
      {error && <RefusalList problem={error} />}
      <Overview />
      <Sheet title={t("prize.manage.list")}>
        <Rows
          rows={data?.prizes}
          columns={columns}
          rowKey={({ id }) => id}
          label={t("prize.manage.list")}
          onOpen={({ id }) => go(paths.prizeEdit(id))}
          empty={<Empty words={t("prize.shop.none")} example={t("prize.shop.example")} />}
        />
      </Sheet>
      <Suggestions prizes={data?.prizes} />
    </Page>
  );
}
