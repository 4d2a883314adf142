import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import { DateTime } from "../parts/Numbers";
import { Sheet } from "../parts/Page";

/** What the founder tells everyone; nothing is shown when nothing hangs. */
export function News() {
  const { t } = useTranslation();
  const { data } = useRead("/api/announcements");
  const end = useWrite("post", "/api/announcements/{id}/ending", { saved: "home.news.ended" });
  if (!data || data.announcements.length === 0) return null;
  return (
    <Sheet title={t("home.news.title")}>
      <ul className="home-news">
        {data.announcements.map(({ id, title, words, by, at }) => (
          <li key={id}>
            <h3>{title}</h3>
            {words && <p>{words}</p>}
            <small>
              {by} · <DateTime at={at} />
              {data.ends && (
                <Button
                  type="link"
                  loading={end.pending}
                  aria-label={t("home.news.endOf", { title })}
                  onClick={() => void end.run({ params: { path: { id } } })}
                >
                  {t("home.news.end")}
                </Button>
              )}
            </small>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
