import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { useEntered } from "../frame/entered";
import { DateTime } from "../parts/Numbers";
import { Sheet } from "../parts/Page";
import { paths } from "../paths";

/** Where I am signed in, and the ways out. */
export function Sessions({ sessions }: { sessions: components["schemas"]["MySession"][] }) {
  const { t } = useTranslation();
  const entered = useEntered();
  const left = () => entered(paths.signIn());
  const end = useWrite("delete", "/api/me/sessions/{id}", { saved: "access.account.ended" });
  const out = useWrite("post", "/api/sign-out", { done: left });
  const everywhere = useWrite("delete", "/api/me/sessions", { done: left });
  return (
    <Sheet title={t("access.account.sessions")}>
      <ul className="access-sessions">
        {sessions.map((session) => {
          const device = session.device || t("access.account.unknownDevice");
          return (
            <li key={session.id}>
              <div>
                <b>{device}</b>
                {session.is_this && <span className="tag">{t("access.account.here")}</span>}
                <small>
                  {t("access.account.since")} <DateTime at={session.begun_at} />
                </small>
              </div>
              {!session.is_this && (
                <Button
                  type="text"
                  aria-label={t("access.account.endOf", { device })}
                  onClick={() => void end.run({ params: { path: { id: session.id } } })}
                >
                  {t("access.account.end")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <div className="form-actions">
        <Button loading={out.pending} onClick={() => void out.run({})}>
          {t("access.account.out")}
        </Button>
        <Button danger loading={everywhere.pending} onClick={() => void everywhere.run({})}>
          {t("access.account.outEverywhere")}
        </Button>
      </div>
    </Sheet>
  );
}
