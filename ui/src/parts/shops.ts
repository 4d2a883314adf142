import i18next from "i18next";

/** The shops by code, in the order a person is offered them. */
export const shops = [
  "douyin",
  "taobao",
  "weixin",
  "kuaituantuan",
  "youzan",
  "pinduoduo",
  "kuaishou",
  "jd",
  "xiaohongshu",
  "1688",
  "shopify",
  "woocommerce",
  "other",
  "hand",
  "report",
] as const;

/** A shop's name. */
export const shopName = (code: string): string =>
  i18next.t(`sale.shop.${code}`, { defaultValue: code });
