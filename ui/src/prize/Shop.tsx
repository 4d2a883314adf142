import "./prize.css";
import { Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useFilter } from "../frame/go";
import { count } from "../parts/format";
import { Empty } from "../parts/Empty";
import { GoButton } from "../parts/GoButton";
import { PointsNumber } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { Stat, Stats } from "../parts/Stat";
import { paths } from "../paths";
import { type Card, type Kind, kinds, type Shop as ShopData } from "./ask";
import { Pools } from "./Pools";
import { PrizeCard } from "./PrizeCard";
import { Progress } from "./Progress";
import { Suggestions } from "./Suggestions";

type ShopFilter = { which: "all" | "enough"; kind: Kind | "" };
const everything: ShopFilter = { which: "all", kind: "" };

/** 奖品: what points are for. */
export default function Shop() {
  const { t } = useTranslation();
  const [filter, change] = useFilter<ShopFilter>("prizes", everything);
  const { data, error } = useRead("/api/prizes");
  const own = kinds.filter((kind) => data?.prizes.some((card) => card.kind === kind));
  // What is saved toward stands first, where the eye begins.
  const cards = (data?.prizes ?? [])
    .filter((card) => filter.which === "all" || card.missing === 0)
    .filter(({ kind }) => filter.kind === "" || kind === filter.kind)
    .toSorted((a, b) => Number(b.saving) - Number(a.saving));
  return (
    <Page
      title={t("prize.title")}
      purpose={t("prize.purpose")}
      actions={
        <>
          {data?.manages && <GoButton to={paths.prizeManage()}>{t("prize.manage.title")}</GoButton>}
          <GoButton to={paths.redemptions()}>
            {data && data.waiting > 0
              ? t("prize.redemptions.waitingFor", { count: data.waiting })
              : t("prize.redemptions.title")}
          </GoButton>
        </>
      }
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton rows={8} />}
      {data && <Purse shop={data} />}
      {data && <Pools />}
      {data && data.prizes.length > 0 && (
        <div className="prize-shelf">
          <div className="page-tools">
            <Segmented<ShopFilter["which"]>
              aria-label={t("prize.shop.which")}
              value={filter.which}
              options={[
                { value: "all", label: t("prize.shop.all") },
                { value: "enough", label: t("prize.shop.enough") },
              ]}
              onChange={(which) => change({ which })}
            />
            {own.length > 1 && (
              <Select<Kind | "">
                aria-label={t("prize.kind.label")}
                value={filter.kind}
                popupMatchSelectWidth={false}
                options={[
                  { value: "", label: t("prize.kind.every") },
                  ...own.map((kind) => ({ value: kind, label: t(`prize.kind.${kind}`) })),
                ]}
                onChange={(kind) => change({ kind })}
              />
            )}
          </div>
          <Sheet>{cards.length === 0 ? <None all={data.prizes} /> : <Cards cards={cards} />}</Sheet>
        </div>
      )}
      {data?.prizes.length === 0 && (
        <Sheet>
          <Empty
            words={t(data.manages ? "prize.shop.none" : "prize.shop.noneYet")}
            example={t("prize.shop.example")}
            action={
              data.manages && (
                <GoButton to={paths.prizeNew()} type="primary">
                  {t("prize.edit.new")}
                </GoButton>
              )
            }
          />
        </Sheet>
      )}
      {data && !data.manages && <Suggestions />}
    </Page>
  );
}

/** What I have, what came lately, and how far it is. */
function Purse({ shop }: { shop: ShopData }) {
  const { t } = useTranslation();
  const saved = shop.prizes.find(({ saving }) => saving);
  return (
    <Sheet>
      <div className="prize-purse">
        <Stats>
          <Stat great label={t("prize.purse.available")} to={paths.points()}>
            <PointsNumber points={shop.available} />
          </Stat>
          <Stat label={t("prize.purse.earned")} note={t("prize.purse.earnedNote")}>
            <PointsNumber points={shop.earned} sign />
          </Stat>
        </Stats>
        {saved && <Progress card={saved} available={shop.available} named />}
      </div>
    </Sheet>
  );
}

function Cards({ cards }: { cards: readonly Card[] }) {
  const { t } = useTranslation();
  return (
    <ul className="prize-cards" aria-label={t("prize.title")}>
      {cards.map((card) => (
        <PrizeCard key={card.id} card={card} />
      ))}
    </ul>
  );
}

/** Nothing that fits: how far the nearest is. */
function None({ all }: { all: readonly Card[] }) {
  const { t } = useTranslation();
  const near = all
    .filter(({ missing }) => missing > 0)
    .toSorted((a, b) => a.missing - b.missing)
    .at(0);
  return (
    <Empty
      words={t("prize.shop.noneSo")}
      example={near && t("prize.shop.nearest", { name: near.name, points: count(near.missing) })}
    />
  );
}
