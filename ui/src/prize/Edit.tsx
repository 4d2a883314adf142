import "./prize.css";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useRead, useWrite } from "../api/hooks";
import { usePlace } from "../frame/go";
import { GoButton } from "../parts/GoButton";
import { DateTime } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";
import type { Offer, Prize } from "./ask";
import { type Draft, OfferForm, offerOf } from "./Form";
import { Pictures } from "./Pictures";
import { Stock } from "./Stock";

/** A prize as its founder changes it. Every change is a version that stays. */
export default function Edit() {
  const { t } = useTranslation();
  const id = Number(usePlace().id);
  const { data, error } = useRead("/api/prizes/{id}", { params: { path: { id } }, keep: false });
  return (
    <Page
      narrow
      title={data?.name ?? t("prize.edit.title")}
      purpose={t("prize.edit.purpose")}
      actions={
        <>
          <GoButton to={paths.prize(id)}>{t("prize.edit.look")}</GoButton>
          <GoButton to={paths.prizeManage()}>{t("prize.manage.title")}</GoButton>
        </>
      }
    >
      {error && <RefusalList problem={error} />}
      {!data && !error && <Skeleton rows={8} />}
      {data && (
        <>
          <Pictures prize={data} />
          {data.offer.stocked && <Stock id={id} />}
          <Offered key={id} prize={data} />
          <Versions prize={data} />
        </>
      )}
    </Page>
  );
}

const draftOf = ({ offer, branch_name: name }: Prize): Draft => ({
  ...offer,
  branch: offer.branch == null ? undefined : { id: offer.branch, name: name ?? "" },
});

function Offered({ prize }: { prize: Prize }) {
  const { t } = useTranslation();
  const { id, offer } = prize;
  const [draft, setDraft] = useState<Draft>(() => draftOf(prize));
  const put = (offer: Offer) => ({ params: { path: { id } }, body: { offer } });
  const save = useWrite("put", "/api/prizes/{id}", {
    saved: "prize.edit.saved",
    values: ({ name }) => ({ name }),
    quiet: true,
    undo: () => async () => {
      await send("put", "/api/prizes/{id}", put(offer));
      setDraft(draftOf(prize));
    },
  });
  const changed = JSON.stringify(offerOf(draft)) !== JSON.stringify(offerOf(draftOf(prize)));
  return (
    <>
      <OfferForm
        draft={draft}
        set={(part) => setDraft({ ...draft, ...part })}
        problem={save.problem}
      />
      <Sheet>
        <div className="form">
          {save.problem && <RefusalList problem={save.problem} />}
          <div className="form-actions">
            <Button
              type="primary"
              size="large"
              disabled={!changed}
              loading={save.pending}
              onClick={() => void save.run(put(offerOf(draft)))}
            >
              {t("prize.edit.save")}
            </Button>
            {changed && (
              <Button size="large" onClick={() => setDraft(draftOf(prize))}>
                {t("prize.edit.reset")}
              </Button>
            )}
          </div>
          <p className="prize-note">{t(changed ? "prize.edit.asAsked" : "prize.edit.unchanged")}</p>
        </div>
      </Sheet>
    </>
  );
}

/** What it was before. */
function Versions({ prize }: { prize: Prize }) {
  const { t } = useTranslation();
  if (prize.versions.length === 0) return null;
  return (
    <Sheet title={t("prize.edit.versions")}>
      <ol className="prize-history">
        {prize.versions.map((version) => (
          <li key={version.id}>
            <DateTime at={version.at} />
            <div>
              {version.by}
              <p className="prize-note">{version.changes.join(t("prize.semicolon"))}</p>
            </div>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
