import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useWrite } from "../api/hooks";
import type { Problem } from "../api/problem";
import { useSelf } from "../frame/me";
import { now } from "../frame/now";
import { Field, Form } from "../parts/Field";
import { businessDay } from "../parts/format";
import { Layer } from "../parts/Layer";
import { MemberPick, type PickedMember } from "../parts/MemberPick";
import { DateTime, Money } from "../parts/Numbers";
import { Person } from "../parts/Person";
import { RefusalList } from "../parts/RefusalList";

type MoveLayerProps = {
  member: PickedMember;
  sponsor: PickedMember | undefined;
  onClose: () => void;
};

/** Moves a branch from a day on; shows what would change before it is saved. */
export function MoveLayer({ member, sponsor: first, onClose }: MoveLayerProps) {
  const { t } = useTranslation();
  const today = businessDay(useSelf().team, now());
  const [sponsor, setSponsor] = useState<PickedMember | undefined>(first);
  const [from, setFrom] = useState(today);
  const [reason, setReason] = useState("");
  const wish = { member_id: member.id, sponsor_id: sponsor?.id, from };
  const preview = useQuery({
    queryKey: ["move", wish],
    queryFn: () => send("post", "/api/moves/preview", { body: { ...wish, reason: "" } }),
    enabled: sponsor !== undefined,
    gcTime: 0,
    retry: false,
  });
  const move = useWrite("post", "/api/moves", {
    saved: "team.move.done",
    values: ({ name }) => ({ name, sponsor: sponsor?.name ?? "" }),
    undo:
      ({ id }) =>
      () =>
        send("post", "/api/moves/{id}/undoing", { params: { path: { id } } }),
    quiet: true,
    done: onClose,
  });
  const shown = preview.data;
  const problem = move.problem ?? (preview.error as Problem | null);
  return (
    <Layer
      title={t("team.move.title")}
      onClose={onClose}
      footer={
        <div className="form-actions">
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button
            type="primary"
            loading={move.pending}
            disabled={!shown || reason.trim() === ""}
            title={shown && reason.trim() === "" ? t("team.reason.missing") : undefined}
            onClick={() => void move.run({ body: { ...wish, reason } })}
          >
            {t("team.move.act", { count: shown?.people ?? 1 })}
          </Button>
        </div>
      }
    >
      <Form onSend={() => undefined}>
        <Person name={member.name} hint={t("team.move.withBranch")} />
        <Field label={t("team.move.sponsor")}>
          <MemberPick value={sponsor} onChange={setSponsor} without={[member.id]} />
        </Field>
        <Field label={t("team.move.from")} hint={t("team.move.fromHint")}>
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
            <dt>{t("team.move.people")}</dt>
            <dd>{t("team.people", { count: shown.people })}</dd>
            <dt>{t("team.move.leaves")}</dt>
            <dd>{names(shown.leaves) || t("team.move.nobody")}</dd>
            <dt>{t("team.move.joins")}</dt>
            <dd>{names(shown.joins) || t("team.move.nobody")}</dd>
            <dt>{t("team.move.sales")}</dt>
            <dd>
              {shown.orders === 0 && shown.fen === 0 ? (
                t("team.move.noSales")
              ) : (
                <>
                  <Money fen={shown.fen} /> · {t("team.orders", { count: shown.orders })}
                </>
              )}
            </dd>
            {shown.until != null && (
              <>
                <dt>{t("team.move.until")}</dt>
                <dd>
                  <DateTime at={shown.until} shape="day" />
                </dd>
              </>
            )}
          </dl>
          <p>{t("team.move.past")}</p>
        </section>
      )}
    </Layer>
  );
}

const names = (people: { name: string }[]) => people.map(({ name }) => name).join(" › ");
