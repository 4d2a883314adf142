import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { useSelf } from "../frame/me";
import { Field, Form } from "../parts/Field";
import { Dialog } from "../parts/Layer";
import { RefusalList } from "../parts/RefusalList";
import { Strength } from "../parts/Strength";

type Kind = components["schemas"]["SecretKind"];

/** A new passphrase or PIN. A founder keeps a passphrase. */
export function Secret({ held, onClose }: { held: Kind; onClose: () => void }) {
  const { t } = useTranslation();
  const { role } = useSelf();
  const [kind, setKind] = useState<Kind>(held);
  const [current, setCurrent] = useState("");
  const [secret, setSecret] = useState("");
  const change = useWrite("put", "/api/me/secret", {
    quiet: true,
    saved: "access.account.secretSaved",
    done: onClose,
  });
  const send = () => void change.run({ body: { current, kind, secret } });
  return (
    <Dialog title={t(`access.account.change.${held}`)} onClose={onClose}>
      <Form onSend={send} label={t(`access.account.change.${held}`)}>
        {change.problem && <RefusalList problem={change.problem} />}
        <Field label={t(`access.account.current.${held}`)}>
          <Input.Password
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        </Field>
        {role !== "founder" && (
          <Field label={t("access.account.newKind")}>
            <Segmented<Kind>
              value={kind}
              options={(["pin", "passphrase"] as const).map((value) => ({
                value,
                label: t(`access.account.kind.${value}`),
              }))}
              onChange={setKind}
            />
          </Field>
        )}
        <Field
          label={t(`access.account.new.${kind}`)}
          hint={kind === "pin" ? t("access.account.pinHint") : <Strength secret={secret} />}
        >
          <Input.Password
            autoComplete="new-password"
            inputMode={kind === "pin" ? "numeric" : undefined}
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        </Field>
        <p className="access-note">{t("access.account.othersEnd")}</p>
        <Button
          type="primary"
          htmlType="submit"
          disabled={current === "" || secret === ""}
          loading={change.pending}
        >
          {t("access.account.save")}
        </Button>
      </Form>
    </Dialog>
  );
}
