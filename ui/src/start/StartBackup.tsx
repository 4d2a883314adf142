import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { useEntered } from "../frame/entered";
import { FileDrop } from "../parts/FileDrop";
import { Go } from "../parts/Go";
import { paths } from "../paths";
import { Doorway } from "./Doorway";

/** Goes on from a backup: on a new computer, or after a loss. */
export default function StartBackup() {
  const { t } = useTranslation();
  const entered = useEntered();
  const open = useWrite("post", "/api/start/backup", {
    quiet: true,
    saved: "start.backup.opened",
    done: () => entered(paths.signIn()),
  });
  const send = (file: File | undefined) =>
    file &&
    void open.run({ body: file as never, bodySerializer: (body: unknown) => body as never });
  return (
    <Doorway
      title={t("start.backup.title")}
      words={t("start.backup.purpose")}
      problem={open.problem ?? undefined}
      foot={<Go to={paths.signIn()}>{t("start.back")}</Go>}
    >
      <FileDrop
        words={open.pending ? t("start.backup.checking") : t("start.backup.drop")}
        hint={t("start.backup.hint")}
        accept=".sqlite"
        disabled={open.pending}
        onFiles={([first]) => send(first)}
      />
    </Doorway>
  );
}
