import { StyleProvider } from "@ant-design/cssinjs";
import { ConfigProvider } from "antd";
import enGB from "antd/locale/en_GB";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { groundTheme, sheetTheme } from "./antd";
import { useSkin } from "./skin";
import { styles } from "./styles";

/** Dresses the component library. What opens above the page wears the sheet's colours. */
export function Skins({ children }: { children: ReactNode }) {
  const skin = useSkin();
  const { i18n } = useTranslation();
  return (
    <StyleProvider cache={styles}>
      <ConfigProvider
        theme={sheetTheme(skin)}
        locale={i18n.language === "en" ? enGB : zhCN}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}

// Both stand in every skin: a change of skin must not build the page anew and lose what was typed.

/** Rail, top bar, heads: in the festive skin these lie on the lacquer. */
export function Ground({ children }: { children: ReactNode }) {
  return <ConfigProvider theme={groundTheme(useSkin())}>{children}</ConfigProvider>;
}

/** Back on paper. Used by `Sheet`. */
export function OnPaper({ children }: { children: ReactNode }) {
  return <ConfigProvider theme={sheetTheme(useSkin())}>{children}</ConfigProvider>;
}
