import "./team.css";
import { Button, ColorPicker, Input } from "antd";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useRead, useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { Empty } from "../parts/Empty";
import { Field, Form } from "../parts/Field";
import { Dialog } from "../parts/Layer";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";

type Tier = components["schemas"]["TierLine"];

export default function Tiers() {
  const { t } = useTranslation();
  const { data, error } = useRead("/api/tiers");
  const [edited, setEdited] = useState<Tier | "new">();
  const order = useWrite("put", "/api/tiers/order");
  const retire = useWrite("put", "/api/tiers/{id}/retirement", {
    saved: "team.tiers.retired",
    undo:
      (_, { params, body }) =>
      () =>
        send("put", "/api/tiers/{id}/retirement", {
          params,
          body: { retired: !body.retired },
        }),
  });
  const swap = (index: number, by: number) => {
    const ids = (data ?? []).map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved === undefined) return;
    ids.splice(index + by, 0, moved);
    void order.run({ body: ids });
  };
  return (
    <Page
      narrow
      title={t("team.tiers.title")}
      purpose={t("team.tiers.purpose")}
      actions={
        <Button type="primary" onClick={() => setEdited("new")}>
          {t("team.tiers.add")}
        </Button>
      }
    >
      <Sheet>
        {error && <RefusalList problem={error} />}
        {!data && !error && <Skeleton />}
        {data?.length === 0 && (
          <Empty words={t("team.tiers.empty")} example={t("team.tiers.example")} />
        )}
        <ol className="team-ladder">
          {data?.map((tier, index) => (
            <li key={tier.id} data-retired={tier.retired_at != null || undefined}>
              <i style={{ background: tier.colour }} aria-hidden="true" />
              <button type="button" className="team-ladder-name" onClick={() => setEdited(tier)}>
                <b>{tier.name}</b>
                <small>
                  {tier.retired_at != null
                    ? t("team.tiers.isRetired")
                    : t("team.people", { count: tier.members })}
                </small>
              </button>
              <Button
                type="text"
                aria-label={t("team.tiers.up", { name: tier.name })}
                icon={<ArrowUp size={16} aria-hidden="true" />}
                disabled={index === 0}
                onClick={() => swap(index, -1)}
              />
              <Button
                type="text"
                aria-label={t("team.tiers.down", { name: tier.name })}
                icon={<ArrowDown size={16} aria-hidden="true" />}
                disabled={index === data.length - 1}
                onClick={() => swap(index, 1)}
              />
              <Button
                type="text"
                onClick={() =>
                  void retire.run({
                    params: { path: { id: tier.id } },
                    body: { retired: tier.retired_at == null },
                  })
                }
              >
                {t(tier.retired_at == null ? "team.tiers.retire" : "team.tiers.restore")}
              </Button>
            </li>
          ))}
        </ol>
      </Sheet>
      {edited && (
        <TierForm
          tier={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Page>
  );
}

function TierForm({ tier, onClose }: { tier: Tier | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(tier?.name ?? "");
  const [colour, setColour] = useState(tier?.colour ?? "#b03a2e");
  const words = { quiet: true, done: onClose } as const;
  const add = useWrite("post", "/api/tiers", { saved: "team.tiers.added", ...words });
  const change = useWrite("put", "/api/tiers/{id}", { saved: "team.tiers.changed", ...words });
  const problem = add.problem ?? change.problem;
  const act = () => {
    const body = { name, colour };
    if (tier) void change.run({ params: { path: { id: tier.id } }, body });
    else void add.run({ body });
  };
  return (
    <Dialog title={t(tier ? "team.tiers.edit" : "team.tiers.add")} onClose={onClose}>
      <Form onSend={act}>
        <Field label={t("team.tiers.name")}>
          <Input value={name} maxLength={20} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t("team.tiers.colour")}>
          <ColorPicker
            disabledAlpha
            showText
            value={colour}
            onChange={(picked) => setColour(picked.toHexString())}
          />
        </Field>
        {problem && <RefusalList problem={problem} />}
        <div className="form-actions">
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="primary" htmlType="submit" loading={add.pending || change.pending}>
            {t("team.save")}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
