import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/hooks";
import { FileDrop } from "../../parts/FileDrop";
import { Sheet } from "../../parts/Page";
import { RefusalList } from "../../parts/RefusalList";
import type { Upload } from "./choices";

const form = (file: File) => {
  const body = new FormData();
  body.append("file", file);
  return { body: body as never, bodySerializer: (given: unknown) => given as never };
};

/** Where orders come from: a file, or cells copied out of a table. */
export function Source({ onUpload }: { onUpload: (upload: Upload) => void }) {
  const { t } = useTranslation();
  const [pasting, setPasting] = useState(false);
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const upload = useWrite("post", "/api/uploads", { quiet: true, done: onUpload });
  const paste = useWrite("post", "/api/uploads/paste", { quiet: true, done: onUpload });
  return (
    <>
      <Sheet title={t("sale.import.choose")}>
        <FileDrop
          words={upload.pending ? t("sale.import.reading", { name }) : t("sale.import.drop")}
          hint={t("sale.import.kinds")}
          accept=".csv,.xlsx,.xls,.zip,.txt"
          disabled={upload.pending}
          onFiles={([file]) => {
            if (!file) return;
            setName(file.name);
            void upload.run(form(file));
          }}
        />
        {upload.problem && <RefusalList problem={upload.problem} />}
        <p className="sale-note">{t("sale.import.shops")}</p>
      </Sheet>
      <Sheet
        title={t("sale.import.paste")}
        aside={
          !pasting && (
            <Button onClick={() => setPasting(true)}>{t("sale.import.paste_open")}</Button>
          )
        }
      >
        <p className="sale-note">{t("sale.import.paste_words")}</p>
        {pasting && (
          <div className="sale-paste">
            <Input.TextArea
              aria-label={t("sale.import.paste")}
              placeholder={t("sale.import.paste_example")}
              value={text}
              autoSize={{ minRows: 5, maxRows: 14 }}
              onChange={(event) => setText(event.target.value)}
            />
            {paste.problem && <RefusalList problem={paste.problem} />}
            <Button
              type="primary"
              loading={paste.pending}
              disabled={!text.trim()}
              onClick={() => void paste.run({ body: { text } })}
            >
              {t("sale.import.paste_take")}
            </Button>
          </div>
        )}
      </Sheet>
    </>
  );
}
