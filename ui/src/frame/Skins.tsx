import { ConfigProvider } from "antd";
import enGB from "antd/locale/en_GB";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { groundTheme, sheetTheme } from "./antd";
import { useSkin } from "./skin";

/** Dresses the component library. What opens above the page wears the sheet's colours. */
export function Skins({ children }: { children: ReactNode }) {
  const skin = useSkin();
  const { i18n } = useTranslation();
  return (
    <ConfigProvider
      theme={sheetTheme(skin)}
      locale={i18n.language === "en" ? enGB : zhCN}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  );
}

/** Rail, top bar, heads: in the festive skin these lie on the lacquer. */
export function Ground({ children }: { children: ReactNode }) {
  const skin = useSkin();
  if (skin !== "festive") return children;
  return <ConfigProvider theme={groundTheme(skin)}>{children}</ConfigProvider>;
}

/** Back on paper. Used by `Sheet`. */
export function OnPaper({ children }: { children: ReactNode }) {
  const skin = useSkin();
  if (skin !== "festive") return children;
  return <ConfigProvider theme={sheetTheme(skin)}>{children}</ConfigProvider>;
}
