import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { chooseNoticing, useNoticing } from "./notice";

/** Whether the system tells what happens while one looks elsewhere; why not, where it cannot. */
export function NoticeChoice() {
  const { t } = useTranslation();
  const noticing = useNoticing();
  const can = noticing === "on" || noticing === "off";
  return (
    <>
      <span>{t("notice.label")}</span>
      {can ? (
        <Segmented<"on" | "off">
          aria-label={t("notice.label")}
          value={noticing}
          options={(["on", "off"] as const).map((value) => ({
            value,
            label: t(`notice.${value}`),
          }))}
          onChange={(value) => void chooseNoticing(value === "on")}
        />
      ) : (
        <small>{t(`notice.${noticing}`)}</small>
      )}
    </>
  );
}
