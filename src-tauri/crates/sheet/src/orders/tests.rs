//! What each sample file says, against facts counted apart from this crate; and the quirks one by one.

use std::collections::BTreeMap;

use expect_test::{Expect, expect};

use super::*;
use crate::{header, shop, table};

mod always;
mod quirks;
mod sums;

fn sample(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/../../../tests/samples/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read(path).expect("the sample is in the repository")
}

/// The lines of the first table of a file that is a known export, with its group named as the file says.
fn with_orders<T>(
    name: &str,
    bytes: &[u8],
    amount: Option<&str>,
    look: impl FnOnce(&'static shop::Layout, Result<Orders<'_>, Refused>) -> T,
) -> T {
    let tables = table::read(name, bytes).expect("a table");
    let header = header::find(&tables[0], shop::is_heading).expect("headings");
    let mut recognised = shop::recognise(&header).expect("a known export");
    if let Some(amount) = amount {
        assert!(recognised.choose(amount), "{amount} is a choice");
    }
    if recognised.plan.grouped {
        recognised.plan.group = shop::group_hint(name);
    }
    look(
        recognised.layout,
        read(&tables[0], &header, &recognised.plan),
    )
}

fn summary(layout: &shop::Layout, orders: &Orders<'_>) -> String {
    let mut states: BTreeMap<&str, u32> = BTreeMap::new();
    for line in &orders.lines {
        *states.entry(line.state.code()).or_default() += 1;
    }
    let mut numbers: Vec<&str> = orders
        .lines
        .iter()
        .map(|line| line.order_no.as_ref())
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let fen = |of: fn(&OrderLine<'_>) -> Fen| orders.lines.iter().map(of).sum::<Fen>().yuan();
    format!(
        "{}: {} lines of {} orders, {} pieces, {}; refunds {} on {} lines, {} open, {} by word\n{states:?}, {} sellers, {} goods, {} refused, {} totals, {} repeated\nfirst {}\nlast  {}",
        layout.shop,
        orders.lines.len(),
        numbers.len(),
        orders.lines.iter().map(|line| line.pieces).sum::<u32>(),
        fen(|line| line.amount),
        fen(|line| line.refund),
        orders.lines.iter().filter(|line| line.refund.0 > 0).count(),
        orders.lines.iter().filter(|line| line.refund_open).count(),
        orders.refunds_whole_by_word,
        orders.sellers.len(),
        orders.goods.len(),
        orders.rows_refused,
        orders.rows_total,
        orders.rows_repeated,
        shown(orders, &orders.lines[0]),
        orders
            .lines
            .last()
            .map_or(String::new(), |line| shown(orders, line)),
    )
}

fn shown(orders: &Orders<'_>, line: &OrderLine<'_>) -> String {
    let time =
        |time: Option<crate::time::LocalTime>| time.map_or("-".to_owned(), |time| time.to_string());
    let good = orders.good(line);
    let seller = orders.seller(line).map_or("-".to_owned(), |seller| {
        format!(
            "{}/{}{}",
            seller.key,
            seller.name,
            if seller.sure { "" } else { "?" }
        )
    });
    format!(
        "{} {}|{}|{}{}×{} {}-{} {}{} {} {} {} {seller} {}",
        line.row,
        line.order_no,
        line.line_no,
        good.item,
        if good.sku.is_empty() {
            String::new()
        } else {
            format!("({})", good.sku)
        },
        line.pieces,
        line.amount.yuan(),
        line.refund.yuan(),
        line.state.code(),
        if line.refund_open { "+open" } else { "" },
        time(line.placed),
        time(line.paid),
        time(line.finished),
        if line.buyer.is_some() { "buyer" } else { "-" },
    )
}

fn check_sample(name: &str, amount: Option<&str>, expected: Expect) {
    let said = with_orders(name, &sample(name), amount, |layout, orders| {
        summary(layout, &orders.expect("a readable table"))
    });
    expected.assert_eq(&said);
}

#[test]
fn the_samples_say_what_was_counted_apart() {
    check_sample(
        "douyin_1790000000_early.csv",
        None,
        expect![[r#"
        douyin: 1188 lines of 856 orders, 2383 pieces, 294726.48; refunds 15065.48 on 62 lines, 22 open, 10 by word
        {"closed": 52, "finished": 748, "shipped": 388}, 36 sellers, 8 goods, 0 refused, 0 totals, 0 repeated
        first 2 6917926768820000000|6917926768820000000|燕窝即食 6碗(默认)×3 893.42-0.00 finished 2026-08-01 20:43:24 2026-08-01 20:44:04 2026-08-10 20:43:24 7592255573464602754/胡春花 -
        last  1189 6917926768820005985|6917926768820005985|燕窝即食 6碗(默认)×1 299.00-0.00 shipped 2026-09-30 12:19:54 2026-09-30 12:20:34 - 7592255573464609131/李丹丹 -"#]],
    );
    check_sample(
        "douyin_1791200000_late.csv",
        None,
        expect![[r#"
        douyin: 1188 lines of 856 orders, 2383 pieces, 294726.48; refunds 23367.60 on 97 lines, 22 open, 12 by word
        {"closed": 85, "finished": 1103}, 36 sellers, 8 goods, 0 refused, 0 totals, 0 repeated
        first 2 6917926768820000000|6917926768820000000|燕窝即食 6碗(默认)×3 893.42-0.00 finished 2026-08-01 20:43:24 2026-08-01 20:44:04 2026-08-10 20:43:24 7592255573464602754/胡春花 -
        last  1189 6917926768820005985|6917926768820005985|燕窝即食 6碗(默认)×1 299.00-0.00 finished 2026-09-30 12:19:54 2026-09-30 12:20:34 2026-10-09 12:19:54 7592255573464609131/李丹丹 -"#]],
    );
    check_sample(
        "taobao_ExportOrderList.csv",
        None,
        expect![[r#"
        taobao: 177 lines of 177 orders, 468 pieces, 54186.10; refunds 0.00 on 0 lines, 0 open, 0 by word
        {"closed": 7, "finished": 160, "shipped": 10}, 34 sellers, 42 goods, 0 refused, 0 totals, 0 repeated
        first 2 2100000000000000000||玻尿酸面膜 5片装×1 55.67-0.00 finished 2026-09-01 12:22:37 2026-09-01 12:23:37 - 孙欣怡/孙欣怡 buyer
        last  178 2100000000000002288||植物洗发露 500ml，防晒喷雾 150ml×6 561.00-0.00 finished 2026-09-30 13:45:32 2026-09-30 13:46:32 - 王晓燕/王晓燕 buyer"#]],
    );
    check_sample(
        "taobao_ExportOrderList.csv",
        Some("买家应付货款"),
        expect![[r#"
        taobao: 177 lines of 177 orders, 468 pieces, 56948.10; refunds 2762.00 on 7 lines, 0 open, 0 by word
        {"closed": 7, "finished": 160, "shipped": 10}, 34 sellers, 42 goods, 0 refused, 0 totals, 0 repeated
        first 2 2100000000000000000||玻尿酸面膜 5片装×1 55.67-0.00 finished 2026-09-01 12:22:37 2026-09-01 12:23:37 - 孙欣怡/孙欣怡 buyer
        last  178 2100000000000002288||植物洗发露 500ml，防晒喷雾 150ml×6 561.00-0.00 finished 2026-09-30 13:45:32 2026-09-30 13:46:32 - 王晓燕/王晓燕 buyer"#]],
    );
    check_sample(
        "youzan.csv",
        None,
        expect![[r#"
        youzan: 146 lines of 146 orders, 409 pieces, 50123.41; refunds 5786.41 on 18 lines, 0 open, 0 by word
        {"closed": 10, "finished": 128, "shipped": 8}, 35 sellers, 70 goods, 0 refused, 0 totals, 0 repeated
        first 2 E20260901190830000000000||儿童鱼油 60粒(3件);防晒喷雾 150ml(3件);燕窝即食 6碗(3件)×9 1573.00-1573.00 closed - 2026-09-01 19:08:30 - 19910004247/孙天佑 -
        last  147 E20260930113414000000145||植物洗发露 500ml(1件);酵素果冻 7条(2件);防晒喷雾 150ml(2件)×5 384.00-0.00 finished - 2026-09-30 11:34:14 - 19910002603/罗慧敏 -"#]],
    );
    check_sample(
        "kuaituantuan.xlsx",
        None,
        expect![[r#"
            kuaituantuan: 189 lines of 189 orders, 370 pieces, 44922.00; refunds 3058.98 on 18 lines, 0 open, 0 by word
            {"closed": 10, "finished": 179}, 36 sellers, 8 goods, 0 refused, 0 totals, 0 repeated
            first 2 kuaituantuan#1|儿童鱼油 60粒|儿童鱼油 60粒×3 384.00-0.00 finished - 2026-09-05 11:21:18 - wx_1018/wx_1018 buyer
            last  190 kuaituantuan#189|玻尿酸面膜 5片装|玻尿酸面膜 5片装×2 118.00-0.00 finished - 2026-09-07 20:22:03 - wx_1005/wx_1005 buyer"#]],
    );
}
