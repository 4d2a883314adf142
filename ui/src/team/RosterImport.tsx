import "./team.css";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { FileDrop } from "../parts/FileDrop";
import { GoButton } from "../parts/GoButton";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Stat, Stats } from "../parts/Stat";
import { paths } from "../paths";
import { type RosterColumn, RosterColumns } from "./RosterColumns";
import { RosterRows } from "./RosterRows";

type Preview = components["schemas"]["RosterPreview"];
type Taken = components["schemas"]["RosterTaken"];
type Choices = {
  new_tiers: string[];
  skip_refused: boolean;
  fingerprint?: string;
  /** Which column is what, where it was said. */
  columns?: RosterColumn[] | undefined;
};

/** A file with choices goes as a form. */
const form = (file: File, choices: Choices) => {
  const body = new FormData();
  body.append("file", file);
  body.append("choices", new Blob([JSON.stringify(choices)], { type: "application/json" }));
  return { body: body as never, bodySerializer: (body: unknown) => body as never };
};

export default function RosterImport() {
  const { t } = useTranslation();
  const [file, setFile] = useState<File>();
  const [shown, setShown] = useState<Preview>();
  const [tiers, setTiers] = useState<string[]>([]);
  const [columns, setColumns] = useState<RosterColumn[]>();
  const [skip, setSkip] = useState(false);
  const [taken, setTaken] = useState<Taken>();
  const preview = useWrite("post", "/api/roster/preview", { quiet: true });
  const take = useWrite("post", "/api/roster", { saved: "team.roster.saved", quiet: true });
  const look = async (chosen: File, new_tiers: string[], columns?: RosterColumn[]) => {
    take.reset();
    setFile(chosen);
    setTiers(new_tiers);
    setColumns(columns);
    const choices = { new_tiers, skip_refused: false, columns };
    const answer = await preview.run(form(chosen, choices));
    setShown(answer);
  };
  const begin = (chosen: File) => {
    setTaken(undefined);
    setSkip(false);
    void look(chosen, []);
  };
  const confirm = async () => {
    if (!file || !shown) return;
    const { fingerprint } = shown;
    const choices = { new_tiers: tiers, skip_refused: skip, fingerprint, columns };
    const answer = await take.run(form(file, choices));
    if (answer) setTaken(answer);
  };
  if (taken) return <Done taken={taken} onAgain={() => setShown(undefined)} onClose={setTaken} />;
  const nothing = shown && shown.new + shown.changed === 0;
  return (
    <Page title={t("team.roster.title")} purpose={t("team.roster.purpose")}>
      <Sheet title={t("team.roster.choose")}>
        <FileDrop
          words={file ? file.name : t("team.roster.drop")}
          hint={t("team.roster.kinds")}
          accept=".csv,.xlsx,.xls,.zip,.txt"
          disabled={preview.pending || take.pending}
          onFiles={([chosen]) => chosen && begin(chosen)}
        />
        {preview.problem && <RefusalList problem={preview.problem} />}
        {!file && <Expected />}
      </Sheet>
      {file && shown && !preview.problem && (
        <Sheet title={t("team.roster.which")}>
          <p className="team-note">
            {shown.needs_columns
              ? t("team.roster.sayName")
              : t("team.roster.columns", {
                  list: shown.columns.map(({ heading }) => heading).join(t("team.comma")),
                })}
          </p>
          <details open={shown.needs_columns || undefined}>
            <summary>{t("team.roster.sayColumns")}</summary>
            <RosterColumns
              headings={shown.headings}
              columns={columns ?? shown.columns}
              disabled={preview.pending}
              onChange={(said) => void look(file, tiers, said)}
            />
          </details>
        </Sheet>
      )}
      {shown && !shown.needs_columns && !preview.problem && (
        <>
          <Sheet title={t("team.roster.preview")}>
            <Stats>
              {(["new", "changed", "unchanged", "refused"] as const).map((what) => (
                <Stat key={what} label={t(`team.outcome.${what}`)} great={what === "new"}>
                  {shown[what]}
                </Stat>
              ))}
            </Stats>
          </Sheet>
          {shown.unknown_tiers.length > 0 && (
            <Sheet title={t("team.roster.unknownTiers")}>
              <p>{t("team.roster.unknownTiersWords")}</p>
              <Checkbox.Group
                className="team-checks"
                value={tiers}
                disabled={preview.pending}
                options={shown.unknown_tiers}
                onChange={(chosen) => file && void look(file, chosen, columns)}
              />
              {tiers.length < shown.unknown_tiers.length && (
                <Button
                  loading={preview.pending}
                  onClick={() => file && void look(file, shown.unknown_tiers, columns)}
                >
                  {t("team.roster.createAll")}
                </Button>
              )}
            </Sheet>
          )}
          <Sheet title={t("team.roster.rows")}>
            <RosterRows preview={shown} />
          </Sheet>
          {take.problem && <RefusalList problem={take.problem} max={5} />}
          <footer className="team-confirm">
            {shown.refused > 0 && (
              <Checkbox checked={skip} onChange={(event) => setSkip(event.target.checked)}>
                {t("team.roster.skip", { count: shown.refused })}
              </Checkbox>
            )}
            <Button
              type="primary"
              size="large"
              loading={take.pending}
              disabled={nothing || preview.pending || (shown.refused > 0 && !skip)}
              onClick={() => void confirm()}
            >
              {nothing
                ? t("team.roster.nothing")
                : t("team.roster.take", { count: shown.new + shown.changed })}
            </Button>
          </footer>
        </>
      )}
    </Page>
  );
}

/** What a roster looks like, before one is chosen. */
function Expected() {
  const { t } = useTranslation();
  const rows = ["headings", "one", "two"] as const;
  return (
    <div className="team-expected">
      <p>{t("team.roster.expected")}</p>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              {t(`team.roster.example.${row}`)
                .split("|")
                .map((cell, index) => (
                  // The cells of an example never change places.
                  // oxlint-disable-next-line react/no-array-index-key
                  <td key={index}>{cell}</td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type DoneProps = { taken: Taken; onAgain: () => void; onClose: (taken: undefined) => void };

function Done({ taken, onAgain, onClose }: DoneProps) {
  const { t } = useTranslation();
  const again = () => {
    onAgain();
    onClose(undefined);
  };
  return (
    <Page
      title={t("team.roster.doneTitle")}
      purpose={t("team.roster.doneWords", { added: taken.new, changed: taken.changed })}
      actions={
        <>
          <Button onClick={again}>{t("team.roster.again")}</Button>
          <GoButton type="primary" to={paths.team()}>
            {t("team.roster.seeTeam")}
          </GoButton>
        </>
      }
    >
      <Sheet>
        <Stats>
          {(["new", "changed", "unchanged", "refused"] as const).map((what) => (
            <Stat key={what} label={t(`team.outcome.${what}`)} great={what === "new"}>
              {taken[what]}
            </Stat>
          ))}
        </Stats>
      </Sheet>
    </Page>
  );
}
