import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import { Field, Form } from "../parts/Field";
import { Layer } from "../parts/Layer";
import { RefusalList } from "../parts/RefusalList";
import { PlanFields } from "./PlanFields";
import { Preview } from "./Preview";
import { type Platform, type Robot, usual } from "./plan";

/** What can be shown before it is sent. */
const shows = ["board", "contest", "praise", "birthday"] as const;

/** Once, when it appears. */
const intoSight = (place: HTMLElement | null) => place?.scrollIntoView({ block: "nearest" });

/** Connects a robot, or changes one: a new address is kept only if a test message gets through. */
export function Connect({ robot, onClose }: { robot?: Robot; onClose: () => void }) {
  const { t } = useTranslation();
  const { data } = useRead("/api/outbox/robots");
  const [platform, setPlatform] = useState<Platform>(robot?.platform ?? "wecom");
  const [name, setName] = useState(robot?.name ?? "");
  const [address, setAddress] = useState("");
  const [secret, setSecret] = useState("");
  const [plan, setPlan] = useState(robot?.plan ?? usual);
  const [shown, setShown] = useState<(typeof shows)[number]>();
  // A robot whose address this machine cannot read must be given it again.
  const [again, setAgain] = useState(!robot || robot.locked);
  const connect = useWrite("post", "/api/outbox/robots", {
    quiet: true,
    saved: "outbox.connect.done",
    done: onClose,
  });
  const change = useWrite("put", "/api/outbox/robots/{id}", {
    quiet: true,
    saved: "outbox.connect.changed",
    done: onClose,
  });
  const { problem, pending } = robot ? change : connect;
  const wrong = (column: string) =>
    problem?.places.find((place) => place.column === column)?.mend ?? undefined;
  const signs = data?.platforms.find((one) => one.platform === platform)?.signs ?? true;
  const reach = { address, secret: signs && secret !== "" ? secret : null };
  const send = () => {
    if (robot)
      void change.run({
        params: { path: { id: robot.id } },
        body: { name, plan, reach: again ? reach : null },
      });
    else void connect.run({ body: { name, plan, ...reach } });
  };
  return (
    <Layer
      title={robot ? t("outbox.connect.change", { name: robot.name }) : t("outbox.connect.open")}
      onClose={onClose}
      width={560}
    >
      <Form onSend={send} label={t("outbox.connect.open")}>
        {(!robot || again) && (
          <section className="outbox-step">
            {!robot && <h3>{t("outbox.connect.step1")}</h3>}
            {!robot && (
              <Segmented<Platform>
                block
                aria-label={t("outbox.connect.platform")}
                value={platform}
                options={(["wecom", "dingtalk", "feishu"] as const).map((value) => ({
                  value,
                  label: t(`outbox.platform.${value}`),
                }))}
                onChange={setPlatform}
              />
            )}
            {again && (
              <ol className="outbox-how">
                {[1, 2, 3].map((nth) => (
                  <li key={nth}>{t(`outbox.how.${platform}.${nth}`)}</li>
                ))}
              </ol>
            )}
          </section>
        )}
        <section className="outbox-step">
          {!robot && <h3>{t("outbox.connect.step2")}</h3>}
          {again ? (
            <>
              <Field
                label={t("outbox.connect.address")}
                hint={t("outbox.connect.addressHint")}
                wrong={wrong("address")}
              >
                <Input
                  inputMode="url"
                  autoComplete="off"
                  value={address}
                  placeholder={t(`outbox.connect.example.${platform}`)}
                  onChange={(event) => setAddress(event.target.value)}
                />
              </Field>
              {signs && (
                <Field
                  label={t("outbox.connect.secret")}
                  hint={t(`outbox.connect.secretHint.${platform}`)}
                  wrong={wrong("secret")}
                >
                  <Input.Password
                    autoComplete="off"
                    value={secret}
                    onChange={(event) => setSecret(event.target.value)}
                  />
                </Field>
              )}
            </>
          ) : (
            <div className="outbox-reach">
              <span>{t("outbox.connect.kept", { tail: robot?.tail })}</span>
              <Button onClick={() => setAgain(true)}>{t("outbox.connect.again")}</Button>
            </div>
          )}
          <Field label={t("outbox.connect.name")} hint={t("outbox.connect.nameHint")}>
            <Input value={name} maxLength={20} onChange={(event) => setName(event.target.value)} />
          </Field>
        </section>
        <section className="outbox-step">
          <h3>{t(robot ? "outbox.connect.plan" : "outbox.connect.step3")}</h3>
          <PlanFields plan={plan} wrong={wrong} onChange={setPlan} />
          <div className="form-actions">
            {shows.map((kind) => (
              <Button
                key={kind}
                aria-expanded={shown === kind}
                onClick={() => setShown(shown === kind ? undefined : kind)}
              >
                {t(`outbox.preview.now.${kind}`)}
              </Button>
            ))}
          </div>
          {shown && (
            <Preview
              key={shown}
              robot={{ platform, signs: signs && (secret !== "" || robot?.signs === true) }}
              asked={{ kind: shown }}
            />
          )}
        </section>
        {problem && (
          // Beside the button that was pressed, and in sight of who pressed Enter further up.
          <div ref={intoSight}>
            <RefusalList problem={problem} />
          </div>
        )}
        <div className="form-actions">
          <Button
            type="primary"
            htmlType="submit"
            loading={pending}
            disabled={name.trim() === "" || (again && address.trim() === "")}
          >
            {t(again ? "outbox.connect.act" : "outbox.connect.save")}
          </Button>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
        </div>
      </Form>
    </Layer>
  );
}
