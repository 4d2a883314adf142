import "./sale.css";
import { useQueries } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { readKey, useWrite } from "../api/hooks";
import type { Problem } from "../api/problem";
import type { components } from "../api/schema";
import { Empty } from "../parts/Empty";
import { Field, Form } from "../parts/Field";
import { Go } from "../parts/Go";
import { GoButton } from "../parts/GoButton";
import { Dialog } from "../parts/Layer";
import { DateTime } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { type Column, Rows } from "../parts/Rows";
import { paths } from "../paths";
import { shopName } from "../parts/shops";

type Import = components["schemas"]["ImportShown"];

export default function Imports() {
  const { t } = useTranslation();
  const [undoing, setUndoing] = useState<Import>();
  const [pages, setPages] = useState<number[]>([]);
  const { imports, next, pending, problem } = useImports([undefined, ...pages]);
  const columns = useColumns(setUndoing);
  const link = (
    <GoButton type="primary" to={paths.ordersImport()}>
      {t("sale.import.title")}
    </GoButton>
  );
  return (
    <Page title={t("sale.imports.title")} purpose={t("sale.imports.purpose")} actions={link}>
      {problem && <RefusalList problem={problem} />}
      <Sheet>
        <Rows
          rows={imports}
          columns={columns}
          rowKey={(one) => one.id}
          label={t("sale.imports.title")}
          empty={<Empty words={t("sale.imports.none")} action={link} />}
          more={next == null ? undefined : { load: () => setPages([...pages, next]), pending }}
        />
      </Sheet>
      {undoing && <Undo one={undoing} onClose={() => setUndoing(undefined)} />}
    </Page>
  );
}

/** One list of as many pages as were asked for; each page stays current by itself. */
function useImports(befores: readonly (number | undefined)[]) {
  return useQueries({
    queries: befores.map((before) => {
      const init = { params: { query: { before } } };
      return {
        queryKey: readKey("/api/imports", init),
        queryFn: () => send("get", "/api/imports", init),
      };
    }),
    combine: (answers) => ({
      imports: answers[0]?.data && answers.flatMap(({ data }) => data?.imports ?? []),
      // While more is on its way, the button to it stays and says so.
      next: answers.findLast(({ data }) => data)?.data?.next,
      pending: answers.some(({ isFetching }) => isFetching),
      problem: answers.find(({ error }) => error)?.error as Problem | undefined,
    }),
  });
}

function useColumns(onUndo: (one: Import) => void): Column<Import>[] {
  const { t } = useTranslation();
  return [
    {
      key: "file",
      title: t("sale.imports.file"),
      phone: "title",
      cell: (one) => (
        <>
          <Go to={paths.sales({ import: one.id })} className="sale-link">
            {one.file_name ?? t(`sale.kind.${one.kind as "hand"}`)}
          </Go>
          <small className="sale-small">
            {shopName(one.shop)}
            {one.amount_column && ` · ${one.amount_column}`}
          </small>
        </>
      ),
    },
    {
      key: "rows",
      title: t("sale.imports.rows"),
      width: 230,
      cell: (one) => (
        <span className="number">
          {t("sale.imports.counts", {
            added: one.rows_new,
            changed: one.rows_changed,
            refunds: one.refunds,
          })}
        </span>
      ),
    },
    {
      key: "at",
      title: t("sale.imports.at"),
      width: 190,
      cell: (one) => (
        <>
          <DateTime at={one.recorded_at} />
          <small className="sale-small">{one.by}</small>
        </>
      ),
    },
    {
      key: "undo",
      title: "",
      width: 150,
      right: true,
      phone: "aside",
      cell: (one) =>
        one.undone_at != null ? (
          <span className="sale-note">
            {t("sale.imports.undone_at")} <DateTime at={one.undone_at} shape="day" />
          </span>
        ) : (
          <Button onClick={() => onUndo(one)}>{t("sale.imports.undo")}</Button>
        ),
    },
  ];
}

function Undo({ one, onClose }: { one: Import; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const undo = useWrite("post", "/api/imports/{id}/undoing", {
    saved: "sale.imports.undone",
    quiet: true,
    done: onClose,
  });
  const act = () =>
    void undo.run({ params: { path: { id: one.id } }, body: { reason: reason || null } });
  return (
    <Dialog title={t("sale.imports.undo_title")} onClose={onClose}>
      <Form onSend={act} label={t("sale.imports.undo_title")}>
        <p>{t("sale.imports.undo_words", { name: one.file_name ?? shopName(one.shop) })}</p>
        {one.together > 1 && <p>{t("sale.imports.together", { count: one.together })}</p>}
        <Field label={t("sale.imports.reason")}>
          <Input
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {undo.problem && <RefusalList problem={undo.problem} />}
        <div className="form-actions">
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="primary" danger htmlType="submit" loading={undo.pending}>
            {t("sale.imports.undo")}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
