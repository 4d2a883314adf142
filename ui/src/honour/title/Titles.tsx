import { Button, Dropdown } from "antd";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import { Confirm } from "../../parts/Confirm";
import { Empty } from "../../parts/Empty";
import { Page, Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import { Skeleton } from "../../parts/Skeleton";
import type { Title } from "./ask";
import { Records } from "../Records";
import { CallForm } from "./CallForm";
import { GiveForm } from "./GiveForm";
import { HolderRow } from "./HolderRow";
import { PlanForm } from "./PlanForm";
import { Rounds } from "./Rounds";
import "./title.css";

type Asked = { act: "plan" | "give" | "call" | "close"; title?: Title };

/** 荣誉称号: what one can be honoured with, and who is. */
export default function Titles() {
  const { t } = useTranslation();
  const { data, error } = useRead("/api/titles");
  const [asked, setAsked] = useState<Asked>();
  const make = (
    <Button type="primary" onClick={() => setAsked({ act: "plan" })}>
      {t("title.make")}
    </Button>
  );
  const groups = [
    { name: "titles", all: data?.titles.filter(({ plan }) => !plan.is_right) ?? [] },
    { name: "rights", all: data?.titles.filter(({ plan }) => plan.is_right) ?? [] },
  ].filter(({ all }) => all.length > 0);
  const done = () => setAsked(undefined);
  const of = asked?.title;
  return (
    <Page
      title={t("title.title")}
      purpose={t("title.purpose")}
      actions={data?.makes && groups.length > 0 && make}
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton />}
      {data && <Rounds />}
      {data && groups.length === 0 && (
        <Sheet>
          <Empty
            words={t(data.makes ? "title.none" : "title.noneYet")}
            example={t("title.example")}
            action={data.makes && make}
          />
        </Sheet>
      )}
      {groups.map(({ name, all }) => (
        <Sheet key={name} title={t(`title.group.${name}`)}>
          <div className="title-cards">
            {all.map((title) => (
              <Card
                key={title.id}
                title={title}
                makes={data?.makes ?? false}
                onAsk={(act) => setAsked({ act, title })}
              />
            ))}
          </div>
        </Sheet>
      ))}
      {data && <Records />}
      {asked?.act === "plan" && <PlanForm title={of} onClose={done} />}
      {asked?.act === "give" && of && <GiveForm title={of} onClose={done} />}
      {asked?.act === "call" && of && <CallForm title={of} onClose={done} />}
      {asked?.act === "close" && of && <Close title={of} onClose={done} />}
    </Page>
  );
}

type CardProps = { title: Title; makes: boolean; onAsk: (act: Asked["act"]) => void };

function Card({ title, makes, onAsk }: CardProps) {
  const { t } = useTranslation();
  const { plan, holders, hidden, gives, is_closed } = title;
  const more = [
    ...(gives && !plan.is_right ? [{ key: "call", label: t("title.call.act") }] : []),
    ...(makes && !is_closed
      ? [
          { key: "plan", label: t("title.edit") },
          { key: "close", label: t("title.close.act") },
        ]
      : []),
  ];
  return (
    <section className="title-card" aria-label={plan.name}>
      <header>
        <h3 className={plan.is_right ? undefined : "title-name"}>{plan.name}</h3>
        {gives && (
          <Button
            aria-label={t("title.give.of", { name: plan.name })}
            onClick={() => onAsk("give")}
          >
            {t("title.give.act")}
          </Button>
        )}
        {more.length > 0 && (
          <Dropdown
            trigger={["click"]}
            menu={{ items: more, onClick: ({ key }) => onAsk(key as Asked["act"]) }}
          >
            <Button
              type="text"
              aria-label={t("title.more", { name: plan.name })}
              icon={<Ellipsis size={18} aria-hidden="true" />}
            />
          </Dropdown>
        )}
      </header>
      <p className="title-terms">
        {plan.travels && <span>{t("title.travels")}</span>}
        <span>
          {plan.months == null ? t("title.forGood") : t("title.months", { count: plan.months })}
        </span>
        {is_closed && <span>{t("title.closed")}</span>}
      </p>
      {plan.words && <p className="title-words">{plan.words}</p>}
      {plan.brings && <p className="title-words">{t("title.brings", { what: plan.brings })}</p>}
      {holders.length > 0 && (
        <ul className="title-holders">
          {holders.map((holder) => (
            <HolderRow
              key={holder.award_id}
              holder={holder}
              name={plan.name}
              certified={!plan.is_right}
            />
          ))}
        </ul>
      )}
      {hidden > 0 && <p className="title-quiet">{t("title.hidden", { count: hidden })}</p>}
      {holders.length === 0 && hidden === 0 && <p className="title-quiet">{t("title.vacant")}</p>}
    </section>
  );
}

function Close({ title, onClose }: { title: Title; onClose: () => void }) {
  const { t } = useTranslation();
  const close = useWrite("delete", "/api/titles/{id}", {
    saved: "title.close.done",
    done: onClose,
  });
  return (
    <Confirm
      title={t("title.close.sure", { name: title.plan.name })}
      verb={t("title.close.act")}
      pending={close.pending}
      onAct={() => void close.run({ params: { path: { id: title.id } } })}
      onClose={onClose}
    >
      <p>{t("title.close.words")}</p>
    </Confirm>
  );
}
