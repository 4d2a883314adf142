import i18next from "i18next";

/** Shops whose files say less than we need or vary: a table of theirs is mapped by a person. */
export const mappedShops = [
  "pinduoduo",
  "kuaishou",
  "jd",
  "xiaohongshu",
  "1688",
  "shopify",
  "woocommerce",
  "other",
] as const;

/** The shops by code, in the order a person is offered them. */
export const shops = [
  "douyin",
  "taobao",
  "weixin",
  "kuaituantuan",
  "youzan",
  ...mappedShops,
  "hand",
  "report",
] as const;

/** A shop's name. */
export const shopName = (code: string): string =>
  i18next.t(`sale.shop.${code}`, { defaultValue: code });
