import { Undo2, X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { tinykeys } from "tinykeys";
import { dismiss, hold, release, takeBack, undoLast, useToasts } from "./toast";
import { writing } from "./writing";

export function Toasts() {
  const { t } = useTranslation();
  const toasts = useToasts();
  // Keys are the window's; in a field Ctrl+Z stays the field's own.
  useEffect(
    () =>
      tinykeys(window, {
        "$mod+KeyZ": (event) => {
          if (!writing(event.target) && undoLast()) event.preventDefault();
        },
      }),
    [],
  );
  return (
    <div className="toasts" role="region" aria-label={t("frame.notices")}>
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className="toast"
          data-kind={toast.kind}
          onPointerEnter={() => hold(toast.id)}
          onPointerLeave={() => release(toast.id)}
          onFocus={() => hold(toast.id)}
          onBlur={() => release(toast.id)}
          role={toast.kind === "failed" ? "alert" : "status"}
        >
          <p>{toast.words}</p>
          {toast.undo && (
            <button type="button" className="toast-undo" onClick={() => void takeBack(toast)}>
              <Undo2 size={16} aria-hidden="true" />
              {t("frame.undo")}
              <kbd>Ctrl Z</kbd>
            </button>
          )}
          <button
            type="button"
            className="plain-icon"
            aria-label={t("frame.close")}
            onClick={() => dismiss(toast.id)}
          >
            <X size={16} aria-hidden="true" />
          </button>
        </div>
      ))}
    </div>
  );
}
