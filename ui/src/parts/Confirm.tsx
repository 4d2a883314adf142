import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "./Layer";

type ConfirmProps = {
  title: ReactNode;
  /** The act's own verb: 发放, 关账. Never 确定. */
  verb: ReactNode;
  onAct: () => void;
  onClose: () => void;
  pending?: boolean;
  /** What happens and that it cannot be taken back. */
  children: ReactNode;
};

/** Asks before what cannot be undone, and only then; everything else offers undo. */
export function Confirm({ title, verb, onAct, onClose, pending, children }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="primary" danger loading={pending} onClick={onAct}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
