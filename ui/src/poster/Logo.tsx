import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { usePicture } from "../api/picture";
import { Confirm } from "../parts/Confirm";
import { FileDrop } from "../parts/FileDrop";
import { RefusalList } from "../parts/RefusalList";

/** The team's mark on its posters: chosen, it stands on them at once. */
export function Logo({ version }: { version: number | undefined }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const set = useWrite("put", "/api/posters/logo", { saved: "poster.logo.saved", quiet: true });
  const remove = useWrite("delete", "/api/posters/logo", {
    saved: "poster.logo.removed",
    done: () => setAsked(false),
  });
  const keep = (file: File) => {
    const body = new FormData();
    body.append("file", file);
    void set.run({
      body: body as never,
      bodySerializer: (given: unknown) => given as never,
    });
  };
  return (
    <section className="poster-logo" aria-label={t("poster.logo.title")}>
      <h2>{t("poster.logo.title")}</h2>
      {version !== undefined && <Mark version={version} />}
      <FileDrop
        words={t(version === undefined ? "poster.logo.drop" : "poster.logo.replace")}
        hint={t("poster.logo.kinds")}
        accept="image/png,image/jpeg,image/webp"
        disabled={set.pending}
        onFiles={([file]) => file && keep(file)}
      />
      {set.problem && <RefusalList problem={set.problem} />}
      {version !== undefined && (
        <Button onClick={() => setAsked(true)}>{t("poster.logo.remove")}</Button>
      )}
      {asked && (
        <Confirm
          title={t("poster.logo.removeTitle")}
          verb={t("poster.logo.remove")}
          pending={remove.pending}
          onClose={() => setAsked(false)}
          onAct={() => void remove.run({})}
        >
          <p>{t("poster.logo.removeWords")}</p>
        </Confirm>
      )}
    </section>
  );
}

function Mark({ version }: { version: number }) {
  const { t } = useTranslation();
  const address = usePicture(`/api/posters/logo/${version}`);
  return address ? <img src={address} alt={t("poster.logo.alt")} height={96} /> : null;
}
