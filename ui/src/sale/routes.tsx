import { FileUp, History, Package, ReceiptText, UserRoundSearch } from "lucide-react";
import type { PageRoute } from "../frame/route";

export const routes: PageRoute[] = [
  {
    path: "/sales",
    title: "sale.list.title",
    page: () => import("./SaleList"),
    nav: { group: "orders", order: 10, icon: ReceiptText, keys: "g s" },
  },
  { path: "/sales/$id", title: "sale.one.title", page: () => import("./SalePage") },
  {
    path: "/import",
    title: "sale.import.title",
    page: () => import("./import/ImportPage"),
    roles: ["founder"],
    nav: { group: "orders", order: 20, icon: FileUp, keys: "g i" },
  },
  {
    path: "/imports",
    title: "sale.imports.title",
    page: () => import("./Imports"),
    roles: ["founder"],
    nav: { group: "orders", order: 30, icon: History },
  },
  {
    path: "/sellers",
    title: "sale.sellers.title",
    page: () => import("./Sellers"),
    roles: ["founder"],
    nav: { group: "orders", order: 40, icon: UserRoundSearch },
  },
  {
    path: "/products",
    title: "sale.products.title",
    page: () => import("./Products"),
    roles: ["founder"],
    nav: { group: "orders", order: 50, icon: Package },
  },
];
