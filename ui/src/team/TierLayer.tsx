import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useRead, useWrite } from "../api/hooks";
import type { Problem } from "../api/problem";
import type { components } from "../api/schema";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { Field, Form } from "../parts/Field";
import { businessDay } from "../parts/format";
import { Layer } from "../parts/Layer";
import { Money, PointsNumber } from "../parts/Numbers";
import { RefusalList } from "../parts/RefusalList";
import { TierMark } from "./TierMark";

type TierLayerProps = { member: components["schemas"]["Member"]; onClose: () => void };

/** Gives a member a tier from a day on; shows what would change before it is saved. */
export function TierLayer({ member, onClose }: TierLayerProps) {
  const { t } = useTranslation();
  const today = businessDay(useSelf().team, now());
  const tiers = useRead("/api/tiers");
  const [tier, setTier] = useState<number>();
  const [from, setFrom] = useState(today);
  const [reason, setReason] = useState("");
  const params = { path: { id: member.id } };
  const preview = useQuery({
    queryKey: ["tier", member.id, tier, from],
    queryFn: () =>
      send("post", "/api/members/{id}/tier/preview", {
        params,
        body: { tier_id: tier ?? 0, from, reason: "" },
      }),
    enabled: tier !== undefined,
    gcTime: 0,
    retry: false,
  });
  const set = useWrite("post", "/api/members/{id}/tier", {
    saved: "team.tier.given",
    values: () => ({ name: member.name }),
    quiet: true,
    done: onClose,
  });
  const shown = preview.data;
  const problem = set.problem ?? (preview.error as Problem | null);
  return (
    <Layer
      title={t("team.tier.give", { name: member.name })}
      onClose={onClose}
      footer={
        <div className="form-actions">
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button
            type="primary"
            loading={set.pending}
            disabled={!shown || reason.trim() === ""}
            title={shown && reason.trim() === "" ? t("team.reason.missing") : undefined}
            onClick={() => void set.run({ params, body: { tier_id: tier ?? 0, from, reason } })}
          >
            {t("team.tier.act")}
          </Button>
        </div>
      }
    >
      <Form onSend={() => undefined}>
        <Field label={t("team.field.tier")}>
          <Select
            value={tier}
            options={(tiers.data ?? [])
              .filter(({ retired_at }) => retired_at == null)
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setTier}
          />
        </Field>
        <Field label={t("team.move.from")} hint={t("team.tier.fromHint")}>
          <DatePicker
            value={dayjs(from)}
            allowClear={false}
            onChange={(day) => setFrom(day?.format("YYYY-MM-DD") ?? today)}
          />
        </Field>
        <Field label={t("team.reason.label")} hint={t("team.reason.hint")}>
          <Input
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </Form>
      {problem && <RefusalList problem={problem} />}
      {shown && !problem && (
        <section className="team-preview" aria-live="polite">
          <h3>{t("team.move.changes")}</h3>
          <dl>
            <dt>{t("team.tier.before")}</dt>
            <dd>{shown.tier_before == null ? "—" : <TierMark id={shown.tier_before} />}</dd>
            <dt>{t("team.tier.sales")}</dt>
            <dd>
              {shown.orders === 0 && shown.fen === 0 ? (
                t("team.move.noSales")
              ) : (
                <>
                  <Money fen={shown.fen} /> · {t("team.orders", { count: shown.orders })}
                </>
              )}
            </dd>
            <dt>{t("team.tier.points")}</dt>
            <dd>
              <PointsNumber points={shown.points} sign />
            </dd>
          </dl>
        </section>
      )}
    </Layer>
  );
}
