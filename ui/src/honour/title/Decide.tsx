import { Button, Checkbox, DatePicker, Input, Radio } from "antd";
import dayjs from "dayjs";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/hooks";
import { useSelf } from "../../frame/me";
import { now } from "../../frame/now";
import { Field, Form } from "../../parts/Field";
import { businessDay } from "../../parts/format";
import { Dialog, Layer } from "../../parts/Layer";
import { RefusalList } from "../../parts/RefusalList";
import { type Nominee, reasonMax, type Round } from "./ask";

type AskProps = { round: Round; onClose: () => void };

/** Who gets it, what for; against the vote, also why. */
export function Decide({ round, onClose }: AskProps) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const label = useId();
  const { title, nominees } = round;
  const seqOf = (one: Nominee) => one.nominations[0]?.seq ?? 0;
  const best = nominees.filter(({ place }) => place === 1);
  const [chosen, setChosen] = useState<number[]>(best.length === 1 ? best.map(seqOf) : []);
  const [reason, setReason] = useState(title.words);
  const [against, setAgainst] = useState("");
  const [from, setFrom] = useState(() => businessDay(team, now()));
  const decide = useWrite("post", "/api/title-rounds/{id}/ending", {
    saved: "title.decide.done",
    quiet: true,
    done: onClose,
  });
  // As the server judges it: nobody is left out who has more votes than somebody chosen.
  const votes = (one: Nominee) => one.votes ?? 0;
  const taken = nominees.filter((one) => chosen.includes(seqOf(one)));
  const least = Math.min(...taken.map(votes));
  const passed = nominees.filter((one) => !taken.includes(one) && votes(one) > least);
  const differs = round.plan.vote_until != null && taken.length > 0 && passed.length > 0;
  const ready = chosen.length > 0 && reason.trim() !== "" && (!differs || against.trim() !== "");
  const run = () =>
    void decide.run({
      params: { path: { id: round.id } },
      body: {
        act: "decide",
        nominations: chosen,
        reason: reason.trim(),
        against: differs ? against.trim() : null,
        from,
      },
    });
  const options = nominees.map((one) => ({
    value: seqOf(one),
    label: [
      one.who.name ?? t("honour.somebody"),
      one.votes != null && t("title.round.votes", { count: one.votes }),
    ]
      .filter(Boolean)
      .join(" · "),
  }));
  const head = t("title.decide.of", { name: title.name });
  return (
    <Layer title={head} onClose={onClose}>
      <Form label={head} onSend={() => ready && run()}>
        <div className="field">
          <span id={label}>{t("title.decide.who")}</span>
          {title.travels ? (
            <Radio.Group
              aria-labelledby={label}
              className="title-choices"
              value={chosen[0]}
              options={options}
              onChange={({ target }) => setChosen([target.value as number])}
            />
          ) : (
            <Checkbox.Group
              aria-labelledby={label}
              className="title-choices"
              value={chosen}
              options={options}
              onChange={setChosen}
            />
          )}
        </div>
        {differs && (
          <Field label={t("title.decide.against")} hint={t("title.decide.againstHint")}>
            <Input
              maxLength={reasonMax}
              value={against}
              onChange={({ target }) => setAgainst(target.value)}
            />
          </Field>
        )}
        <Field label={t("title.give.reason")} hint={t("title.give.reasonHint")}>
          <Input.TextArea
            maxLength={reasonMax}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
        <Field label={t("title.give.from")}>
          <DatePicker
            allowClear={false}
            value={dayjs(from)}
            onChange={(day) => setFrom(day?.format("YYYY-MM-DD") ?? from)}
          />
        </Field>
        {decide.problem && <RefusalList problem={decide.problem} />}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" disabled={!ready} loading={decide.pending}>
            {t("title.round.act.decide")}
          </Button>
        </div>
      </Form>
    </Layer>
  );
}

/** Calls it off, with a reason that everybody reads. */
export function Cancel({ round, onClose }: AskProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const cancel = useWrite("post", "/api/title-rounds/{id}/ending", {
    saved: "title.cancel.done",
    quiet: true,
    done: onClose,
  });
  const ready = reason.trim() !== "";
  const run = () =>
    void cancel.run({
      params: { path: { id: round.id } },
      body: { act: "cancel", reason: reason.trim() },
    });
  const head = t("title.cancel.sure");
  return (
    <Dialog
      title={head}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("title.cancel.keep")}</Button>
          <Button type="primary" danger disabled={!ready} loading={cancel.pending} onClick={run}>
            {t("title.round.act.cancel")}
          </Button>
        </>
      }
    >
      <Form label={head} onSend={() => ready && run()}>
        <Field label={t("title.end.reason")} hint={t("title.cancel.reasonHint")}>
          <Input
            maxLength={reasonMax}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
        {cancel.problem && <RefusalList problem={cancel.problem} />}
      </Form>
    </Dialog>
  );
}
