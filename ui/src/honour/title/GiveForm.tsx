import { Button, DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/hooks";
import { useSelf } from "../../frame/me";
import { now } from "../../frame/now";
import { Field, Form } from "../../parts/Field";
import { businessDay } from "../../parts/format";
import { Layer } from "../../parts/Layer";
import { MemberPick, type PickedMember } from "../../parts/MemberPick";
import { Person } from "../../parts/Person";
import { RefusalList } from "../../parts/RefusalList";
import { reasonMax, type Title } from "./ask";

const most = 50;

/** To whom, from when, what for. */
export function GiveForm({ title, onClose }: { title: Title; onClose: () => void }) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const { plan } = title;
  const [to, setTo] = useState<PickedMember[]>([]);
  const [from, setFrom] = useState(() => businessDay(team, now()));
  const [until, setUntil] = useState<string | null>(null);
  const [reason, setReason] = useState(plan.words);
  const give = useWrite("post", "/api/titles/{id}/awards", {
    saved: plan.is_right ? "title.give.doneRight" : "title.give.done",
    quiet: true,
    done: onClose,
  });
  const ready = to.length > 0 && reason.trim() !== "";
  const run = () =>
    void give.run({
      params: { path: { id: title.id } },
      body: { to: to.map(({ id }) => id), from, until, reason: reason.trim() },
    });
  const head = t("title.give.of", { name: plan.name });
  const usual =
    plan.months == null ? t("title.forGood") : t("title.months", { count: plan.months });
  return (
    <Layer title={head} onClose={onClose}>
      <Form label={head} onSend={() => ready && run()}>
        {to.length > 0 && (
          <ul className="title-people">
            {to.map((one) => (
              <li key={one.id}>
                <Person name={one.name} member={one.id} size={28} />
                <Button
                  type="text"
                  aria-label={t("title.give.without", { name: one.name })}
                  icon={<X size={16} strokeWidth={1.6} aria-hidden="true" />}
                  onClick={() => setTo(to.filter(({ id }) => id !== one.id))}
                />
              </li>
            ))}
          </ul>
        )}
        {to.length < (plan.travels ? 1 : most) && (
          <Field
            label={t("title.give.to")}
            hint={plan.travels ? t("title.give.toOne") : t("title.give.toMany")}
          >
            <MemberPick
              value={undefined}
              without={to.map(({ id }) => id)}
              onChange={(one) => one && setTo([...to, one])}
            />
          </Field>
        )}
        <Field label={t("title.give.from")}>
          <DatePicker
            allowClear={false}
            value={dayjs(from)}
            onChange={(day) => setFrom(day?.format("YYYY-MM-DD") ?? from)}
          />
        </Field>
        <Field label={t("title.give.until")} hint={t("title.give.untilHint", { usual })}>
          <DatePicker
            value={until === null ? null : dayjs(until)}
            onChange={(day) => setUntil(day?.format("YYYY-MM-DD") ?? null)}
          />
        </Field>
        <Field label={t("title.give.reason")} hint={t("title.give.reasonHint")}>
          <Input.TextArea
            maxLength={reasonMax}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
        {give.problem && <RefusalList problem={give.problem} />}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" disabled={!ready} loading={give.pending}>
            {t("title.give.act")}
          </Button>
        </div>
      </Form>
    </Layer>
  );
}
