import { Button, Checkbox, Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { Field, Form } from "../parts/Field";
import { Layer } from "../parts/Layer";
import { MomentPick } from "../parts/MomentPick";
import { RefusalList } from "../parts/RefusalList";
import { Preview } from "./Preview";
import type { Robot } from "./plan";

/** Writes an announcement, shows what will be sent, sends it now and hangs it on the first page. */
export function Announce({ robots, onClose }: { robots: Robot[]; onClose: () => void }) {
  const { t } = useTranslation();
  const groups = useId();
  const reached = robots.filter((robot) => !robot.locked);
  const [chosen, setChosen] = useState(() => reached.map((robot) => robot.id));
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [hangs, setHangs] = useState(true);
  const [until, setUntil] = useState<number | null>(null);
  // Sent twice by a slow line, it is queued once.
  const [request] = useState(() => crypto.randomUUID());
  const [shown, setShown] = useState(false);
  const send = useWrite("post", "/api/outbox/announcements", {
    quiet: true,
    saved: "outbox.announce.sent",
    done: onClose,
  });
  const first = reached.find((robot) => chosen.includes(robot.id));
  const ready = title.trim() !== "" && (first !== undefined || hangs);
  return (
    <Layer title={t("outbox.announce.open")} onClose={onClose} width={560}>
      <Form
        label={t("outbox.announce.open")}
        onSend={() =>
          void send.run({ body: { robots: chosen, title, text, hangs, until, request } })
        }
      >
        {send.problem && <RefusalList problem={send.problem} />}
        {reached.length > 0 && (
          <div className="field">
            <span id={groups}>{t("outbox.announce.groups")}</span>
            <Checkbox.Group
              aria-labelledby={groups}
              className="outbox-groups"
              value={chosen}
              options={reached.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={setChosen}
            />
          </div>
        )}
        <Field label={t("outbox.announce.title")}>
          <Input value={title} maxLength={40} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <Field label={t("outbox.announce.text")} hint={t("outbox.announce.textHint")}>
          <Input.TextArea
            value={text}
            maxLength={10_000}
            autoSize={{ minRows: 5, maxRows: 14 }}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <Checkbox checked={hangs} onChange={({ target }) => setHangs(target.checked)}>
          {t("outbox.announce.hangs")}
        </Checkbox>
        {hangs && (
          <Field label={t("outbox.announce.until")}>
            <MomentPick at={until} onChange={setUntil} />
          </Field>
        )}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={send.pending} disabled={!ready}>
            {t("outbox.announce.act")}
          </Button>
          {first && (
            <Button disabled={!ready} onClick={() => setShown(true)}>
              {t("outbox.preview.open")}
            </Button>
          )}
        </div>
        {shown && first && <Preview robot={first} asked={{ kind: "announcement", title, text }} />}
      </Form>
    </Layer>
  );
}
