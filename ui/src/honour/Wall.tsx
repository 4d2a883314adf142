import { Button, Segmented, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { useFilter } from "../frame/go";
import { useSelf } from "../frame/me";
import { Empty } from "../parts/Empty";
import { count } from "../parts/format";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import type { Of } from "./ask";
import { Card } from "./Card";
import { Give } from "./Give";
import "./honour.css";
import { Sum } from "./Sum";

type WallFilter = { of: Of; value: string; give: string; to: string; name: string };
const everything: WallFilter = { of: "all", value: "", give: "", to: "", name: "" };
const ofs: readonly Of[] = ["all", "received", "given"];

/** 表扬墙: who thanked whom, the latest first. */
export default function Wall() {
  const { t } = useTranslation();
  const { role, settings } = useSelf();
  const { data: giving } = useRead("/api/praises/giving");
  const [filter, change] = useFilter("honour-wall", everything);
  const [cursors, setCursors] = useState<(number | undefined)[]>([undefined]);
  const pick = (part: Partial<WallFilter>) => {
    setCursors([undefined]);
    change(part);
  };
  const give = (
    <Button type="primary" onClick={() => change({ give: "1" })}>
      {t("honour.give.title")}
    </Button>
  );
  const filtered = filter.of !== "all" || filter.value !== "";
  return (
    <Page
      title={t("honour.title")}
      purpose={
        giving && giving.budget > 0
          ? t("honour.purposeWith", { left: count(giving.left) })
          : t("honour.purpose")
      }
      actions={give}
      tools={
        <>
          <Segmented<Of>
            aria-label={t("honour.of.label")}
            value={filter.of}
            options={ofs.map((value) => ({ value, label: t(`honour.of.${value}`) }))}
            onChange={(of) => pick({ of })}
          />
          <Select<string>
            aria-label={t("honour.value")}
            value={filter.value}
            popupMatchSelectWidth={false}
            options={[
              { value: "", label: t("honour.everyValue") },
              ...settings.praise_values.map((value) => ({ value, label: value })),
            ]}
            onChange={(value) => pick({ value })}
          />
        </>
      }
    >
      {role !== "member" && !filtered && <Sum />}
      <Sheet>
        {cursors.map((before, part) => (
          <Part
            key={before ?? "first"}
            query={{ of: filter.of, value: filter.value || undefined, before }}
            last={part === cursors.length - 1}
            onMore={(next) => setCursors([...cursors, next])}
            empty={
              filtered ? (
                <Empty
                  words={t("honour.noneSo")}
                  action={<Button onClick={() => pick(everything)}>{t("honour.showAll")}</Button>}
                />
              ) : (
                <Empty words={t("honour.none")} example={t("honour.example")} />
              )
            }
          />
        ))}
      </Sheet>
      {filter.give && (
        <Give
          to={filter.to && filter.name ? [{ id: Number(filter.to), name: `${filter.name}` }] : []}
          onClose={() => change({ give: "", to: "", name: "" })}
        />
      )}
    </Page>
  );
}

type PartProps = {
  query: { of: Of; value: string | undefined; before: number | undefined };
  last: boolean;
  onMore: (next: number) => void;
  empty: ReactNode;
};

function Part({ query, last, onMore, empty }: PartProps) {
  const { t } = useTranslation();
  const { data, error } = useRead("/api/praises", { params: { query } });
  if (error) return <RefusalList problem={error} />;
  if (!data) return <Skeleton />;
  const { praises, next } = data;
  if (praises.length === 0 && next == null && query.before === undefined) return empty;
  return (
    <>
      {praises.map((praise) => (
        <Card key={praise.id} praise={praise} />
      ))}
      {last && next != null && (
        <Button block onClick={() => onMore(next)}>
          {t("honour.more")}
        </Button>
      )}
    </>
  );
}
