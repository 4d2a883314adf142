import "./prize.css";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useRead, useWrite } from "../api/hooks";
import { usePlace } from "../frame/go";
import { count } from "../parts/format";
import { GoButton } from "../parts/GoButton";
import { DateTime, Money } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";
import type { Prize } from "./ask";
import { Picture } from "./Picture";
import { Pools } from "./Pools";
import { Progress } from "./Progress";
import { Redeem } from "./Redeem";

/** One prize: what it is, for whom, what it takes. */
export default function One() {
  const { t } = useTranslation();
  const id = Number(usePlace().id);
  const { data, error } = useRead("/api/prizes/{id}", { params: { path: { id } }, keep: false });
  return (
    <Page
      title={data?.name ?? t("prize.one")}
      purpose={data && t(`prize.kind.${data.kind}`)}
      actions={
        <>
          {data?.manages && <GoButton to={paths.prizeEdit(id)}>{t("prize.edit.title")}</GoButton>}
          <GoButton to={paths.prizes()}>{t("prize.back")}</GoButton>
        </>
      }
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton rows={8} />}
      {data && (
        <>
          <div className="prize-one">
            <Sheet>
              <Pictures key={id} prize={data} />
              {data.offer.words && <p className="prize-words">{data.offer.words}</p>}
            </Sheet>
            <Sheet>
              <div className="prize-ask">
                <Price prize={data} />
                <Terms prize={data} />
                <Save prize={data} />
                <Redeem key={id} prize={data} />
              </div>
            </Sheet>
          </div>
          <Pools of={data} />
        </>
      )}
    </Page>
  );
}

function Pictures({ prize }: { prize: Prize }) {
  const { t } = useTranslation();
  const { id, kind, name, pictures } = prize;
  const [chosen, setChosen] = useState<number>();
  const shown = pictures.find((picture) => picture === chosen) ?? pictures[0];
  return (
    <div className="prize-pictures">
      <Picture prize={id} picture={shown} kind={kind} alt={name} />
      {pictures.length > 1 && (
        <ul>
          {pictures.map((picture, at) => (
            <li key={picture}>
              <button
                type="button"
                aria-label={t("prize.picture", { n: at + 1 })}
                aria-pressed={picture === shown}
                onClick={() => setChosen(picture)}
              >
                <Picture prize={id} picture={picture} kind={kind} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Price({ prize }: { prize: Prize }) {
  const { t } = useTranslation();
  const { left, low } = prize;
  return (
    <div className="prize-head">
      <p className="prize-price">
        <b className="number">{count(prize.points)}</b> {t("prize.points")}
        {prize.cost_fen != null && (
          <small>
            {t(prize.kind === "cash" ? "prize.worth" : "prize.costs")}{" "}
            <Money fen={prize.cost_fen} />
          </small>
        )}
      </p>
      <p data-low={(left != null && low) || undefined}>
        {left == null
          ? t("prize.endless")
          : left === 0
            ? t("prize.gone")
            : t(low ? "prize.lastOnes" : "prize.left", { count: left })}
      </p>
    </div>
  );
}

/** Who, how many, when, and what happens then. */
function Terms({ prize }: { prize: Prize }) {
  const { t } = useTranslation();
  const { offer, tier_names: tiers, branch_name: branch, taken } = prize;
  const { limit, from, until } = offer;
  const who = [
    tiers.length > 0 && tiers.join(t("prize.comma")),
    branch && t("prize.terms.branch", { name: branch }),
  ].filter(Boolean);
  return (
    <dl className="prize-terms">
      <div>
        <dt>{t("prize.terms.who")}</dt>
        <dd>{who.length > 0 ? who.join(t("prize.terms.and")) : t("prize.terms.all")}</dd>
      </div>
      {limit && (
        <div>
          <dt>{t("prize.terms.limit")}</dt>
          <dd>
            {t(`prize.limit.${limit.period ?? "ever"}`, { count: limit.pieces })}
            {taken > 0 && <> · {t("prize.terms.taken", { count: taken })}</>}
          </dd>
        </div>
      )}
      {(from != null || until != null) && (
        <div>
          <dt>{t("prize.terms.when")}</dt>
          <dd>
            {from != null && (
              <>
                <DateTime at={from} shape="minute" /> {t("prize.terms.from")}{" "}
              </>
            )}
            {until != null && (
              <>
                <DateTime at={until} shape="minute" /> {t("prize.terms.until")}
              </>
            )}
          </dd>
        </div>
      )}
      <div>
        <dt>{t("prize.terms.then")}</dt>
        <dd>{t(offer.approval ? "prize.terms.approval" : "prize.terms.direct")}</dd>
      </div>
    </dl>
  );
}

/** Save toward it: how far it is, here and at the head of the shop. */
function Save({ prize }: { prize: Prize }) {
  const { t } = useTranslation();
  const toward = (prize_id: number | null) => ({ body: { prize_id } });
  const save = useWrite("put", "/api/prizes/saving", {
    saved: prize.saving ? "prize.saving.ended" : "prize.saving.begun",
    values: () => ({ name: prize.name }),
    undo: (_, init) => () =>
      send("put", "/api/prizes/saving", toward(init.body.prize_id == null ? prize.id : null)),
  });
  if (!prize.saving && prize.missing === 0) return null;
  return (
    <div className="prize-save">
      <Progress card={prize} available={prize.available} />
      <Button
        loading={save.pending}
        onClick={() => void save.run(toward(prize.saving ? null : prize.id))}
      >
        {t(prize.saving ? "prize.saving.end" : "prize.saving.begin")}
      </Button>
    </div>
  );
}
