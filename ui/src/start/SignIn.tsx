import { useLocation } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import { useEntered } from "../frame/entered";
import { useGo } from "../frame/go";
import { Field, Form } from "../parts/Field";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";
import { Doorway } from "./Doorway";

/** Where to go after signing in: only an address of our own. */
function useBack() {
  const { back } = useLocation().search as { back?: string };
  return back?.startsWith("/") && !back.startsWith("//") && !back.startsWith("/sign-in")
    ? back
    : paths.home();
}

export default function SignIn() {
  const back = useBack();
  const entered = useEntered();
  const start = useRead("/api/start");
  const demo = useWrite("post", "/api/start/demo", { quiet: true, done: () => entered(back) });
  const opens = start.data?.opens_demo ?? false;
  const { run } = demo;
  const asked = useRef(false);
  // The program was started for the demo team: opening it is the start's own act, once.
  useEffect(() => {
    if (!opens || asked.current) return;
    asked.current = true;
    void run({ body: { role: "founder" } });
  }, [opens, run]);

  if (start.error) return <Doorway problem={start.error} />;
  if (!start.data || (opens && !demo.problem))
    return (
      <Doorway>
        <Skeleton />
      </Doorway>
    );
  if (!start.data.has_team) return <FirstStart />;
  return <SignInForm mayOpenDemo={start.data.may_open_demo} back={back} />;
}

function FirstStart() {
  const { t } = useTranslation();
  const entered = useEntered();
  const go = useGo();
  const start = useRead("/api/start");
  const demo = useWrite("post", "/api/start/demo", { done: () => entered(paths.home()) });
  return (
    <Doorway title={t("start.welcome")} words={t("start.words")}>
      <div className="start-choices">
        <button type="button" onClick={() => go(paths.startTeam())}>
          <b>{t("start.own.title")}</b>
          <span>{t("start.own.words")}</span>
        </button>
        {start.data?.may_open_demo && (
          <button
            type="button"
            disabled={demo.pending}
            onClick={() => void demo.run({ body: { role: "founder" } })}
          >
            <b>{t("start.demo.title")}</b>
            <span>{demo.pending ? t("start.demo.making") : t("start.demo.words")}</span>
          </button>
        )}
        <button type="button" onClick={() => go(paths.startBackup())}>
          <b>{t("start.backup.title")}</b>
          <span>{t("start.backup.words")}</span>
        </button>
      </div>
    </Doorway>
  );
}

function SignInForm({ mayOpenDemo, back }: { mayOpenDemo: boolean; back: string }) {
  const { t } = useTranslation();
  const entered = useEntered();
  const [login, setLogin] = useState("");
  const [secret, setSecret] = useState("");
  const signIn = useWrite("post", "/api/sign-in", { quiet: true, done: () => entered(back) });
  const demo = useWrite("post", "/api/start/demo", { done: () => entered(paths.home()) });
  const send = () => void signIn.run({ body: { login, secret } });
  return (
    <Doorway
      title={t("start.signIn.title")}
      problem={signIn.problem ?? undefined}
      foot={
        mayOpenDemo && (
          <Button type="link" onClick={() => void demo.run({ body: { role: "founder" } })}>
            {t("start.demo.title")}
          </Button>
        )
      }
    >
      <Form onSend={send} label={t("start.signIn.title")}>
        <Field label={t("start.signIn.login")} hint={t("start.signIn.loginHint")}>
          <Input
            size="large"
            autoComplete="username"
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </Field>
        <Field label={t("start.signIn.secret")} hint={t("start.signIn.secretHint")}>
          <Input.Password
            size="large"
            autoComplete="current-password"
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        </Field>
        <Button type="primary" size="large" htmlType="submit" loading={signIn.pending} block>
          {t("start.signIn.act")}
        </Button>
      </Form>
    </Doorway>
  );
}
