import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { useEntered } from "../frame/entered";
import { saveFile } from "../frame/save";
import { Confirm } from "../parts/Confirm";
import { Empty } from "../parts/Empty";
import { FileDrop } from "../parts/FileDrop";
import { count } from "../parts/format";
import { DateTime } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { type Column, Rows } from "../parts/Rows";
import { paths } from "../paths";
import "./backup.css";

type Made = components["schemas"]["Backup"];

export default function Backup() {
  const { t } = useTranslation();
  const { data } = useRead("/api/backups");
  const make = useWrite("post", "/api/backups", { saved: "backup.made" });
  return (
    <Page
      title={t("backup.title")}
      purpose={t("backup.purpose")}
      actions={
        data &&
        !data.command && (
          <Button type="primary" loading={make.pending} onClick={() => void make.run({})}>
            {t("backup.make")}
          </Button>
        )
      }
    >
      {data?.command ? (
        <Sheet title={t("backup.server")}>
          <p>{t("backup.serverWords")}</p>
          <pre className="backup-command">{data.command}</pre>
        </Sheet>
      ) : (
        <>
          <Made backups={data?.backups} folder={data?.folder} />
          <Open />
        </>
      )}
    </Page>
  );
}

function Made({ backups, folder }: { backups: Made[] | undefined; folder: string | undefined }) {
  const { t } = useTranslation();
  const entered = useEntered();
  const [asked, setAsked] = useState<Made>();
  const restore = useWrite("post", "/api/backups/{name}/restoration", {
    saved: "backup.restored",
    done: () => entered(paths.signIn()),
  });
  const columns: Column<Made>[] = [
    {
      key: "made",
      title: t("backup.column.made"),
      cell: (row) => <DateTime at={row.made_at} />,
      phone: "title",
    },
    {
      key: "kind",
      title: t("backup.column.kind"),
      cell: (row) => t(row.is_automatic ? "backup.automatic" : "backup.byHand"),
    },
    { key: "name", title: t("backup.column.name"), cell: (row) => row.name },
    {
      key: "size",
      title: t("backup.column.size"),
      cell: (row) => t("backup.size", { size: count(Math.ceil(row.bytes / 1024)) }),
      right: true,
    },
    {
      key: "act",
      title: <span className="aside">{t("backup.column.act")}</span>,
      cell: (row) => (
        <span className="backup-acts">
          <Button
            type="text"
            aria-label={t("backup.saveOf", { name: row.name })}
            onClick={() =>
              saveFile("/api/backups/{name}", { params: { path: { name: row.name } } })
            }
          >
            {t("backup.save")}
          </Button>
          <Button
            type="text"
            aria-label={t("backup.restoreOf", { name: row.name })}
            onClick={() => setAsked(row)}
          >
            {t("backup.restore")}
          </Button>
        </span>
      ),
      phone: "aside",
      right: true,
    },
  ];
  return (
    <Sheet title={t("backup.list")}>
      <Rows
        rows={backups}
        columns={columns}
        rowKey={(row) => row.name}
        label={t("backup.list")}
        empty={<Empty words={t("backup.none")} />}
      />
      {folder && <p className="backup-note">{t("backup.folder", { folder })}</p>}
      {asked && (
        <Confirm
          title={t("backup.restore")}
          verb={t("backup.restoreAct")}
          pending={restore.pending}
          onClose={() => setAsked(undefined)}
          onAct={() => void restore.run({ params: { path: { name: asked.name } } })}
        >
          <p>
            <b>{asked.name}</b> · <DateTime at={asked.made_at} />
          </p>
          <p>{t("backup.restoreWords")}</p>
        </Confirm>
      )}
    </Sheet>
  );
}

function Open() {
  const { t } = useTranslation();
  const entered = useEntered();
  const [file, setFile] = useState<File>();
  const open = useWrite("post", "/api/backups/restoration", {
    quiet: true,
    saved: "backup.restored",
    done: () => entered(paths.signIn()),
  });
  const send = () =>
    file &&
    void open.run({ body: file as never, bodySerializer: (body: unknown) => body as never });
  return (
    <Sheet title={t("backup.open")}>
      {open.problem && <RefusalList problem={open.problem} />}
      <FileDrop
        words={t("backup.drop")}
        hint={t("backup.dropHint")}
        accept=".sqlite"
        onFiles={([first]) => setFile(first)}
      />
      {file && (
        <Confirm
          title={t("backup.open")}
          verb={t("backup.restoreAct")}
          pending={open.pending}
          onClose={() => setFile(undefined)}
          onAct={() => {
            send();
            setFile(undefined);
          }}
        >
          <p>
            <b>{file.name}</b>
          </p>
          <p>{t("backup.restoreWords")}</p>
        </Confirm>
      )}
    </Sheet>
  );
}
