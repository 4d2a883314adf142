import type { ThemeConfig } from "antd";
import { theme } from "antd";
import { type Palette, type Skin, skins } from "./skins";

/** A driven browser waits for what it sees, never for time: nothing moves there. */
const still = navigator.webdriver || window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function themeOf(name: string, palette: Palette, dark: boolean): ThemeConfig {
  // On lacquer the chosen part of a switch is gold leaf; on paper it is cinnabar writing.
  const leaf = palette === skins.festive.ground;
  return {
    // A name of its own: a hundred sheets share one set of variables.
    cssVar: { key: name },
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: palette.fill,
      colorPrimaryHover: palette.fillHover,
      colorPrimaryActive: palette.fillHover,
      colorLink: palette.accent,
      colorLinkHover: palette.ink,
      colorError: palette.bad,
      colorSuccess: palette.good,
      colorWarning: palette.warn,
      colorInfo: palette.accent,
      colorText: palette.ink,
      colorTextSecondary: palette.ink2,
      colorTextTertiary: palette.ink3,
      colorTextDescription: palette.ink2,
      colorTextPlaceholder: palette.ink3,
      colorTextHeading: palette.ink,
      colorTextLightSolid: palette.onFill,
      colorBgBase: palette.ground,
      colorBgLayout: palette.ground,
      colorBgContainer: palette.raised,
      colorBgElevated: palette.raised,
      colorBorder: palette.edge,
      colorBorderSecondary: palette.line,
      colorBorderDisabled: palette.line,
      colorSplit: palette.line,
      fontFamily: "var(--sans)",
      fontSize: 15,
      lineHeight: 1.6,
      borderRadius: 4,
      borderRadiusLG: 6,
      borderRadiusSM: 3,
      controlHeight: 36,
      controlHeightLG: 44,
      controlHeightSM: 28,
      boxShadow: "none",
      boxShadowSecondary: "0 6px 20px rgb(0 0 0 / 14%)",
      wireframe: false,
      motion: !still,
    },
    components: {
      Button: {
        // As in the tokens: the dark algorithm would dull lacquer and gold leaf.
        colorPrimary: palette.fill,
        colorPrimaryHover: palette.fillHover,
        colorPrimaryActive: palette.fillHover,
        // A plain button under the pointer is read like any other words.
        defaultHoverColor: palette.accent,
        defaultHoverBorderColor: palette.accent,
        defaultActiveColor: palette.accent,
        defaultActiveBorderColor: palette.accent,
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        fontWeight: 500,
      },
      // The days of the month before can be chosen, so they can be read.
      DatePicker: { colorTextDisabled: palette.ink3 },
      Table: {
        headerBg: "transparent",
        headerColor: palette.ink2,
        headerSplitColor: "transparent",
        borderColor: palette.line,
        rowHoverBg: palette.wash,
        rowSelectedBg: palette.wash,
        rowSelectedHoverBg: palette.wash,
        cellPaddingBlock: 12,
        cellPaddingInline: 12,
      },
      Tabs: {
        itemColor: palette.ink2,
        itemSelectedColor: palette.ink,
        inkBarColor: palette.accent,
      },
      Segmented: {
        trackBg: palette.wash,
        itemColor: palette.ink2,
        itemSelectedBg: leaf ? palette.fill : palette.raised,
        itemSelectedColor: leaf ? palette.onFill : palette.accent,
      },
      Select: { optionSelectedBg: palette.wash },
    },
  };
}

const dark = { light: false, dark: true, festive: false } as const;

const each = (make: (skin: Skin) => ThemeConfig) => {
  const made = new Map<Skin, ThemeConfig>();
  return (skin: Skin): ThemeConfig => {
    const theme = made.get(skin) ?? make(skin);
    made.set(skin, theme);
    return theme;
  };
};

/** What is read: cards, tables, forms, and everything that opens above the page. */
export const sheetTheme = each((skin) => themeOf(`sheet-${skin}`, skins[skin].sheet, dark[skin]));
/** Rail, top bar and page heads. */
export const groundTheme = each((skin) =>
  themeOf(`ground-${skin}`, skins[skin].ground, skin !== "light"),
);
