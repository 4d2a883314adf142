import { Button, QRCode } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { inWindow } from "../../api/door";
import { useRead, useWrite } from "../../api/hooks";
import { say } from "../../frame/toast";
import { GoButton } from "../../parts/GoButton";
import { DateTime } from "../../parts/Numbers";
import { Sheet } from "../../parts/Page";

/** 大屏: links that show the contest on a screen without signing in; each can be taken back. */
export default function Walls({ id }: { id: number }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<string>();
  const { data } = useRead("/api/contests/{id}/walls", { params: { path: { id } } });
  const make = useWrite("post", "/api/contests/{id}/walls", {
    // In the window a link of the page's own would lead nowhere else: it opens here.
    done: ({ path, link }) =>
      setMade(link ?? (inWindow() ? path : new URL(path, window.location.origin).href)),
  });
  const revoke = useWrite("delete", "/api/contests/{id}/walls/{wall}", {
    saved: "contest.walls.revoked",
    done: () => setMade(undefined),
  });
  const copy = async () => {
    if (!made) return;
    await navigator.clipboard.writeText(made);
    say(t("contest.walls.copied"));
  };
  return (
    <Sheet
      title={t("contest.walls.title")}
      aside={
        <Button
          type="link"
          loading={make.pending}
          onClick={() => void make.run({ params: { path: { id } } } as never)}
        >
          {t("contest.walls.make")}
        </Button>
      }
    >
      <p className="contest-note">{t("contest.walls.purpose")}</p>
      {made && (
        <div className="contest-wall-link">
          {!made.startsWith("/") && <Code link={made} />}
          <output>{made}</output>
          <div className="form-actions">
            {made.startsWith("/") ? (
              <GoButton to={made}>{t("contest.walls.open")}</GoButton>
            ) : (
              <>
                <Button onClick={() => void copy()}>{t("contest.walls.copy")}</Button>
                <Button href={made} target="_blank" rel="noreferrer">
                  {t("contest.walls.open")}
                </Button>
              </>
            )}
          </div>
          <p className="contest-note">{t("contest.walls.once")}</p>
        </div>
      )}
      <ul className="contest-walls">
        {(data?.walls ?? []).map((wall) => (
          <li key={wall.id}>
            <span>
              {wall.by} · <DateTime at={wall.at} />
            </span>
            <Button
              type="text"
              loading={revoke.pending}
              onClick={() => void revoke.run({ params: { path: { id, wall: wall.id } } })}
            >
              {t("contest.walls.revoke")}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** The link for a television's or a phone's camera, dark on light in every skin, or none would read it. */
function Code({ link }: { link: string }) {
  const { t } = useTranslation();
  return (
    <div className="contest-wall-code">
      {/* For a camera alone: the link itself stands beside it. */}
      <div aria-hidden="true">
        <QRCode value={link} type="svg" size={176} color="#000" bgColor="#fff" />
      </div>
      <p className="contest-note">{t("contest.walls.code")}</p>
    </div>
  );
}
