// A shop's own export, small: what a leader downloads there and puts into the import page.
import type { Page } from "../../ui/node_modules/playwright-core/index.js";
import { settled } from "./walk.ts";

const headings =
  "主订单编号,子订单编号,选购商品,商品规格,商品数量,商品ID,商家编码,商品单价,订单应付金额,运费,优惠总金额,支付方式,收件人,收件人手机号,省,市,区,详细地址,订单提交时间,支付完成时间,订单完成时间,达人ID,达人昵称,订单状态,售后状态,商家备注";

export type Order = {
  no: string;
  item: string;
  yuan: number;
  seller: string;
  /** The team's wall clock, as the shop writes it. */
  at: string;
  state?: string;
  after?: string;
};

const line = ({ no, item, yuan, seller, at, state = "已发货", after = "-" }: Order) =>
  `\t${no},\t${no},${item},默认,1,\t1,S-1,${yuan}.00,${yuan}.00,0.00,0.00,抖音支付,##密文,$$密文,浙江省,杭州市,余杭区,##密文,${at},${at},,,${seller},${state},${after},-`;

/** 抖店's file of these orders, exported at that moment. */
export const exported = (orders: readonly Order[], at: string) => ({
  name: `${Date.parse(at) / 1000}_订单.csv`,
  mimeType: "text/csv",
  buffer: Buffer.from(`\uFEFF${[headings, ...orders.map(line)].join("\n")}\n`),
});

/** Puts a shop's file into the import page, looks at what would happen, and takes it. */
export async function take(page: Page, file: ReturnType<typeof exported>): Promise<void> {
  await page.goto("/import");
  await settled(page);
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByText("抖店").first().waitFor();
  await page.locator(".sale-confirm button", { hasText: /导入 \d+ 行/ }).click();
  await page.getByRole("heading", { name: "导入完成" }).waitFor();
}
