import { useLocation } from "@tanstack/react-router";
import { Button, Checkbox, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { useEntered } from "../frame/entered";
import { Field, Form } from "../parts/Field";
import { Go } from "../parts/Go";
import { Skeleton } from "../parts/Skeleton";
import { Strength } from "../parts/Strength";
import { paths } from "../paths";
import { Doorway } from "./Doorway";

type Face = components["schemas"]["InvitationFace"];

/** The page behind an invitation's link: who invites whom, and what to sign in with from now on. */
export default function Invitation() {
  const { t } = useTranslation();
  const token = useLocation().hash;
  const reading = useWrite("post", "/api/invitation/reading", { quiet: true });
  const { run } = reading;
  // Reading is a POST so that the secret stands in no address; it has to be sent once the page is open.
  useEffect(() => {
    void run({ body: { token } });
  }, [run, token]);
  const face = reading.answer;
  if (reading.problem)
    return (
      <Doorway
        title={t("start.invitation.closed")}
        problem={reading.problem}
        foot={<Go to={paths.signIn()}>{t("start.signIn.title")}</Go>}
      />
    );
  if (!face)
    return (
      <Doorway>
        <Skeleton />
      </Doorway>
    );
  return <Accept token={token} face={face} />;
}

function Accept({ token, face }: { token: string; face: Face }) {
  const { t } = useTranslation();
  const entered = useEntered();
  const [secret, setSecret] = useState("");
  const [again, setAgain] = useState("");
  const [consents, setConsents] = useState(face.consents_to_board);
  const [differ, setDiffer] = useState(false);
  const accept = useWrite("post", "/api/invitation/acceptance", {
    quiet: true,
    done: () => entered(paths.home()),
  });
  const send = () => {
    setDiffer(secret !== again);
    if (secret === again) void accept.run({ body: { token, secret, consents_to_board: consents } });
  };
  const isPin = face.secret === "pin";
  return (
    <Doorway
      title={t("start.invitation.title", { name: face.member_name })}
      words={t("start.invitation.words", { team: face.team_name })}
      problem={accept.problem ?? undefined}
    >
      <Form onSend={send} label={t("start.invitation.act")}>
        <Field
          label={t(`start.invitation.${face.secret}`)}
          hint={isPin ? t("start.invitation.pinHint") : <Strength secret={secret} />}
        >
          <Input.Password
            size="large"
            autoComplete="new-password"
            inputMode={isPin ? "numeric" : undefined}
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        </Field>
        <Field
          label={t("start.invitation.again")}
          wrong={differ ? t("start.invitation.differ") : undefined}
        >
          <Input.Password
            size="large"
            autoComplete="new-password"
            inputMode={isPin ? "numeric" : undefined}
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        </Field>
        <Checkbox checked={consents} onChange={(event) => setConsents(event.target.checked)}>
          <b>{t("start.invitation.consent")}</b>
          <span className="start-consent">{t("start.invitation.consentWords")}</span>
        </Checkbox>
        <Button type="primary" size="large" htmlType="submit" loading={accept.pending} block>
          {t("start.invitation.act")}
        </Button>
      </Form>
    </Doorway>
  );
}
