// Orders into the books: a file or pasted cells, what the columns are, what would change, done.
// Nothing is written before the last step.
import "../sale.css";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../api/client";
import { useWrite } from "../../api/hooks";
import { Page, Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import { Chosen } from "./Chosen";
import {
  type Choice,
  choicesOf,
  firstChoices,
  type Match,
  type Shown,
  type Upload,
} from "./choices";
import { Preview } from "./Preview";
import { Running } from "./Running";
import { Sellers } from "./Sellers";
import { Source } from "./Source";
import { Words } from "./Words";

export default function ImportPage() {
  const { t } = useTranslation();
  const [upload, setUpload] = useState<Upload>();
  const [choices, setChoices] = useState<Choice[]>([]);
  const [matches, setMatches] = useState<Match[]>([]);
  const [running, setRunning] = useState<number>();
  const preview = useWrite("post", "/api/uploads/{id}/preview", { quiet: true });
  const take = useWrite("post", "/api/uploads/{id}/import", { quiet: true });
  // What was shown last stays while the next comes: the page keeps its height, the focus its place.
  const [last, setLast] = useState<Shown>();
  if (preview.answer && preview.answer !== last) setLast(preview.answer);

  const look = (id: number, next: Choice[], named: Match[]) => {
    setChoices(next);
    setMatches(named);
    take.reset();
    const body = choicesOf(next, named);
    if (body) void preview.run({ params: { path: { id } }, body });
    else preview.reset();
  };
  const begin = (shown: Upload) => {
    setUpload(shown);
    setLast(undefined);
    setRunning(undefined);
    look(shown.id, firstChoices(shown), []);
  };
  const again = () => {
    if (upload) void send("delete", "/api/uploads/{id}", { params: { path: { id: upload.id } } });
    setUpload(undefined);
    setLast(undefined);
    setRunning(undefined);
    preview.reset();
    take.reset();
  };
  const confirm = async () => {
    const body = choicesOf(choices, matches);
    if (!upload || !body) return;
    const begun = await take.run({ params: { path: { id: upload.id } }, body });
    if (begun) setRunning(upload.id);
  };

  if (running !== undefined)
    return <Running id={running} onAgain={again} onBack={() => setRunning(undefined)} />;
  const shown = preview.answer ?? (preview.pending ? last : undefined);
  const nothing = shown && shown.new + shown.changed === 0;
  return (
    <Page
      title={t("sale.import.title")}
      purpose={t("sale.import.purpose")}
      actions={upload && <Button onClick={again}>{t("sale.import.other")}</Button>}
    >
      {!upload && <Source onUpload={begin} />}
      {upload && (
        <Chosen
          upload={upload}
          choices={choices}
          onChange={(next) => look(upload.id, next, matches)}
        />
      )}
      {upload && preview.problem && (
        <Sheet>
          <RefusalList problem={preview.problem} />
        </Sheet>
      )}
      {upload && shown && (
        <>
          <Words
            words={shown.words}
            choices={choices}
            onChange={(next) => look(upload.id, next, matches)}
          />
          <Preview shown={shown} />
          <Sellers
            sellers={shown.sellers}
            count={shown.sellers_count}
            matches={matches}
            onChange={(named) => look(upload.id, choices, named)}
          />
          {take.problem && <RefusalList problem={take.problem} />}
          <footer className="sale-confirm">
            <p>{t("sale.import.safe")}</p>
            <Button
              type="primary"
              size="large"
              loading={take.pending || preview.pending}
              disabled={nothing}
              onClick={() => void confirm()}
            >
              {nothing
                ? t("sale.import.nothing")
                : t("sale.import.take", { count: shown.new + shown.changed })}
            </Button>
          </footer>
        </>
      )}
    </Page>
  );
}
