import { Button } from "antd";
import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { FileDrop } from "../parts/FileDrop";
import { Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import type { Prize } from "./ask";
import { Picture } from "./Picture";

/** Its pictures; the first one stands on the shelf. */
export function Pictures({ prize }: { prize: Prize }) {
  const { t } = useTranslation();
  const { id, kind, pictures } = prize;
  const add = useWrite("post", "/api/prizes/{id}/pictures", { quiet: true });
  const remove = useWrite("delete", "/api/prizes/{id}/pictures/{picture}", {
    saved: "prize.pictures.removed",
  });
  const take = async (files: File[]) => {
    // One after the other, so that they stand in the order in which they were chosen.
    for (const file of files) {
      const body = new FormData();
      body.append("file", file);
      const kept = await add.run({
        params: { path: { id } },
        body: body as never,
        bodySerializer: (given: unknown) => given as never,
      });
      if (!kept) return;
    }
  };
  return (
    <Sheet title={t("prize.pictures.title")}>
      <div className="form">
        {pictures.length > 0 && (
          <ul className="prize-strip">
            {pictures.map((picture, at) => (
              <li key={picture}>
                <Picture
                  prize={id}
                  picture={picture}
                  kind={kind}
                  alt={t("prize.picture", { n: at + 1 })}
                />
                <Button
                  type="text"
                  aria-label={t("prize.pictures.remove", { n: at + 1 })}
                  icon={<Trash2 size={16} strokeWidth={1.6} aria-hidden="true" />}
                  disabled={remove.pending}
                  onClick={() => void remove.run({ params: { path: { id, picture } } })}
                />
              </li>
            ))}
          </ul>
        )}
        <FileDrop
          many
          words={t("prize.pictures.drop")}
          hint={t("prize.pictures.hint")}
          accept="image/jpeg,image/png,image/webp"
          disabled={add.pending}
          onFiles={(files) => void take(files)}
        />
        {add.problem && <RefusalList problem={add.problem} />}
      </div>
    </Sheet>
  );
}
