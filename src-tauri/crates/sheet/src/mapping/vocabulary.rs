//! What columns of order files are called, anywhere.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::plan::Field;

/// Words that are a heading by themselves, and words that occur in one; both best first,
/// spelled as [`crate::header::key`] gives them.
pub struct Heading {
    pub field: Field,
    pub whole: &'static str,
    pub part: &'static str,
}

/// The vocabulary of order files in Chinese and English.
pub static VOCABULARY: &[Heading] = &[
    Heading {
        field: Field::OrderNo,
        whole: "订单编号 订单号 主订单编号 主订单号 订单id 交易号 交易编号 单号 跟团号 平台订单号 外部订单号 流水号 \
             ordernumber orderid orderno order name orderref reference",
        part: "订单编号 订单号 orderid ordernumber",
    },
    Heading {
        field: Field::LineNo,
        whole: "子订单编号 子订单号 子单号 商品单号 明细编号 lineitemid itemid suborderid lineid",
        part: "子订单 lineid",
    },
    Heading {
        field: Field::Group,
        whole: "团购名称 团名称 团名 活动名称",
        part: "团名",
    },
    Heading {
        field: Field::Item,
        whole: "商品名称 商品 商品标题 宝贝标题 货品标题 货品名称 产品名称 产品 品名 选购商品 全部商品名称 标题 \
             lineitemname itemname productname product item title \
             description",
        part: "商品名 商品标题 产品名 品名 itemname productname",
    },
    Heading {
        field: Field::Sku,
        whole: "商品规格 规格 sku 商品属性 规格名称 sku名称 货号 商家编码 规格编码 lineitemsku itemsku \
             variant lineitemvariant 商品编码 型号",
        part: "规格 sku",
    },
    Heading {
        field: Field::Category,
        whole: "分类 类目 商品分类 商品类目 品类 一级类目 category productcategory \
             productcategories producttype",
        part: "类目 分类 品类 category",
    },
    Heading {
        field: Field::Pieces,
        whole: "数量 商品数量 件数 购买数量 成交数量 订购数量 宝贝总数量 sku件数 商品件数 lineitemquantity \
             quantity qty itemquantity units pieces count",
        part: "数量 件数 quantity qty",
    },
    Heading {
        field: Field::Price,
        whole: "单价 商品单价 价格 商品价格 京东价 lineitemprice itemcost unitprice price itemprice",
        part: "单价 unitprice",
    },
    Heading {
        field: Field::Amount,
        whole: "实付金额 用户实付金额 买家实付金额 买家实际支付金额 订单实付金额 实付款 实际支付金额 订单实际支付金额 商家实收金额 \
             实收金额 实收款 应付金额 订单应付金额 支付金额 付款金额 成交金额 订单金额 销售额 金额 货款 总金额 总价 \
             商品总价 结算金额 商品实付 用户支付金额 销售金额 业绩 total ordertotal \
             ordertotalamount amount grandtotal totalprice netsales \
             totalpaid paidamount subtotal sales revenue",
        part: "实付 实收 应付 支付金额 金额 总价 货款 amount total",
    },
    Heading {
        field: Field::Refund,
        whole: "退款金额 已退款金额 订单退款 退款 退款总额 售后金额 累计退款金额 refundedamount \
             refundamount refunded refunds orderrefundamount \
             amountrefunded refund",
        part: "退款金额 退款 refund",
    },
    Heading {
        field: Field::State,
        whole: "订单状态 状态 交易状态 发货状态 orderstatus financialstatus status state \
             fulfillmentstatus paymentstatus",
        part: "订单状态 状态 status",
    },
    Heading {
        field: Field::AfterSale,
        whole: "售后状态 退款状态 售后 售后情况 商品售后 refundstatus returnstatus aftersalestatus",
        part: "售后状态 退款状态 售后 refundstatus",
    },
    Heading {
        field: Field::ClosedWhy,
        whole: "订单关闭原因 关闭原因 取消原因",
        part: "关闭原因 取消原因",
    },
    Heading {
        field: Field::Placed,
        whole: "下单时间 订单创建时间 创建时间 订单提交时间 订单下单时间 拍下时间 下单日期 创建日期 createdat \
             orderdate date datecreated ordercreated createdate orderedat",
        part: "下单 创建时间 提交时间 created orderdate",
    },
    Heading {
        field: Field::Paid,
        whole: "支付时间 付款时间 订单付款时间 买家付款时间 支付完成时间 订单支付时间 付款确认时间 订单成交时间 成交时间 \
             拼单成功时间 付款日期 支付日期 销售日期 日期 时间 paidat paiddate paymentdate \
             datepaid saledate soldat",
        part: "支付时间 付款时间 成交时间 paid 日期",
    },
    Heading {
        field: Field::Finished,
        whole: "订单完成时间 完成时间 确认收货时间 交易成功时间 收货时间 签收时间 completeddate completedat \
             datecompleted finishedat fulfilledat deliveredat",
        part: "完成时间 确认收货 completed finished",
    },
    Heading {
        field: Field::SellerKey,
        whole: "达人id 作者id cps达人id 推广者id 代理 代理人 代理姓名 代理id 代理编号 代理手机号 分销员手机号 \
             推荐人 销售 销售员 业务员 导购 导购员 推广员 分销员 带货账号昵称 主播id 归属人 卖家 seller \
             sellerid agent agentid salesrep referrer affiliate \
             salesperson employee staff vendor 姓名 成员 成员姓名 名字",
        part: "达人id 代理 业务员 销售员 分销员 导购 agent salesrep affiliate",
    },
    Heading {
        field: Field::SellerName,
        whole: "达人昵称 作者昵称 cps达人昵称 推广者昵称 分销员姓名 代理名称 达人名称 主播昵称 销售员姓名 sellername \
             agentname affiliatename staffname",
        part: "达人昵称 sellername agentname",
    },
    Heading {
        field: Field::SellerNote,
        whole: "商家备注 订单备注 卖家备注 备注 团长备注 客服备注 notes note sellernote remark \
             remarks tags memo",
        part: "商家备注 卖家备注 remark",
    },
    Heading {
        field: Field::Buyer,
        whole: "买家会员名 买家昵称 买家id 买家 客户 客户姓名 下单人 用户id 用户昵称 买家手机号 买家公司名 会员名 顾客 \
             buyer buyername customer customername email customerid \
             billingname customeremail billingemail",
        part: "买家 客户 buyer customer",
    },
];

/// Headings that tell a shop whose export has no layout here.
pub static SHOP_TELLS: &[(&str, &str)] = &[
    (
        "shopify",
        "lineitemname financialstatus fulfillmentstatus lineitemquantity",
    ),
    (
        "woocommerce",
        "ordertotalamount itemname customernote ordernumber paiddate itemcost",
    ),
    (
        "pinduoduo",
        "用户实付金额 商家实收金额 拼单成功时间 商品总价 店铺优惠折扣 平台优惠折扣",
    ),
    (
        "kuaishou",
        "cps达人id cps达人昵称 推广者id 推广者昵称 快手号 快赚客",
    ),
    ("jd", "京东价 付款确认时间 订购数量 余额支付 商家sku"),
    ("xiaohongshu", "sku件数 商品实付 小红书 薯券 包裹号 笔记"),
    ("1688", "货品标题 买家公司名 货品总价 卖家公司名 货品种类"),
];

/// Whether a word heads a column somewhere.
pub fn is_heading(key: &str) -> bool {
    static HEADINGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        VOCABULARY
            .iter()
            .flat_map(|heading| heading.whole.split_whitespace())
            .collect()
    });
    HEADINGS.contains(key) || crate::shop::is_heading(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_spelled_as_a_key() {
        let fields = VOCABULARY
            .iter()
            .flat_map(|heading| [heading.whole, heading.part]);
        let shops = SHOP_TELLS.iter().map(|(_, words)| *words);
        for word in fields.chain(shops).flat_map(str::split_whitespace) {
            assert_eq!(
                crate::header::key(word),
                word,
                "write the heading as `header::key` gives it, or it is never found"
            );
        }
    }
}
