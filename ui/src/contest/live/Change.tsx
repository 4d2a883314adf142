import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import type { Answer } from "../../api/client";
import { Field } from "../../parts/Field";
import { count } from "../../parts/format";
import { DateTime, PointsNumber } from "../../parts/Numbers";
import { Sheet } from "../../parts/Page";
import { Person } from "../../parts/Person";
import { RefusalList } from "../../parts/RefusalList";
import type { Contest } from "../ask";
import { scoreText } from "../unit";

type Changes = Answer<"get", "/api/contests/{id}/change">;
type Proposed = NonNullable<Changes["proposed"]>;

/** What later facts would change in a final result: applied or rejected as one. */
export default function Change({ contest }: { contest: Contest }) {
  const { t } = useTranslation();
  const { id } = contest;
  const { data } = useRead("/api/contests/{id}/change", { params: { path: { id } } });
  if (!data || (!data.proposed && data.past.length === 0)) return null;
  const may = contest.may.some(({ act, refusal }) => act === "change" && !refusal);
  return (
    <Sheet title={t("contest.change.title")}>
      {data.proposed && (
        <>
          <p>{t("contest.change.words")}</p>
          <Moves proposed={data.proposed} contest={contest} />
          {may && <Decide id={id} hash={data.proposed.hash} />}
        </>
      )}
      {data.past.length > 0 && (
        <ol className="contest-versions">
          {data.past.map((one) => (
            <li key={one.id}>
              <b>{t(`contest.change.${one.applied ? "applied" : "rejected"}`)}</b>
              <small>
                {one.by} · <DateTime at={one.at} /> ·{" "}
                {t("contest.change.moved", { count: one.moved })} · {one.reason}
              </small>
            </li>
          ))}
        </ol>
      )}
    </Sheet>
  );
}

function Moves({ proposed, contest }: { proposed: Proposed; contest: Contest }) {
  const { t } = useTranslation();
  const place = (at: number | null | undefined) =>
    at == null ? t("contest.change.nowhere") : t("contest.place", { place: at });
  const score = (of: number | null | undefined) => of != null && scoreText(contest.unit, of);
  return (
    <div className="contest-moves">
      <ul>
        {proposed.moved.map((one) => (
          <li key={one.name}>
            <Person name={one.name} size={28} />
            <span>
              {place(one.before)} <small>{score(one.score_before)}</small>
            </span>
            <span aria-hidden="true">→</span>
            <span>
              {place(one.after)} <small>{score(one.score_after)}</small>
            </span>
          </li>
        ))}
      </ul>
      {proposed.awards.length > 0 && (
        <>
          <h3>{t("contest.change.prizes")}</h3>
          <ul>
            {proposed.awards.map((one) => (
              <li key={one.name}>
                <Person name={one.name} size={28} />
                <span>{one.points !== 0 && <PointsNumber points={one.points} sign />}</span>
                <span>
                  {one.gained.length > 0 &&
                    t("contest.change.gained", {
                      things: one.gained.join(t("contest.words.comma")),
                    })}{" "}
                  {one.lost.length > 0 &&
                    t("contest.change.lost", { things: one.lost.join(t("contest.words.comma")) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {proposed.points !== 0 && (
        <p className="contest-note">
          {t("contest.change.pot", { points: count(proposed.points, true) })}
        </p>
      )}
    </div>
  );
}

function Decide({ id, hash }: { id: number; hash: string }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const send = useWrite("post", "/api/contests/{id}/change", {
    saved: "contest.change.decided",
    quiet: true,
  });
  const run = (applies: boolean) =>
    void send.run({ params: { path: { id } }, body: { hash, applies, reason: reason.trim() } });
  const off = reason.trim() === "" || send.pending;
  return (
    <div className="form">
      <Field label={t("contest.reason")} hint={t("contest.reasonHint")}>
        <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {send.problem && <RefusalList problem={send.problem} />}
      <div className="form-actions">
        <Button disabled={off} onClick={() => run(true)}>
          {t("contest.change.apply")}
        </Button>
        <Button disabled={off} onClick={() => run(false)}>
          {t("contest.change.reject")}
        </Button>
      </div>
    </div>
  );
}
