//! What holds for every file.

use proptest::prelude::*;

use super::*;

/// Everything but the rows' numbers.
fn said(name: &str, bytes: &[u8]) -> Vec<String> {
    with_orders(name, bytes, None, |_, orders| {
        let orders = orders.expect("a readable table");
        let mut lines: Vec<String> = orders
            .lines
            .iter()
            .map(|line| shown(&orders, line))
            .map(|line| {
                line.split_once(' ')
                    .map_or(String::new(), |(_, rest)| rest.to_owned())
            })
            .collect();
        lines.sort();
        lines
    })
}

fn sample_table() -> Vec<Vec<String>> {
    table_of("douyin_1790000000_early.csv", 120)
}

fn table_of(name: &str, rows_max: usize) -> Vec<Vec<String>> {
    let bytes = super::sample(name);
    let tables = table::read(name, &bytes).expect("a table");
    let mut rows = tables[0].rows();
    let mut row = Row::default();
    let mut table = Vec::new();
    while rows.next(&mut row).expect("within the bounds") && table.len() < rows_max {
        table.push(row.cells.iter().map(|cell| cell.text.to_string()).collect());
    }
    table
}

fn csv(table: &[Vec<String>]) -> String {
    table.iter().map(|row| row.join(",") + "\r\n").collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn neither_the_order_of_columns_nor_of_rows_matters(seed in any::<u64>()) {
        let table = sample_table();
        let before = said("a.csv", csv(&table).as_bytes());
        let mut columns: Vec<usize> = (0..table[0].len()).collect();
        columns.sort_by_key(|column| crate::header::fnv(&(seed ^ *column as u64).to_le_bytes()));
        let mut moved: Vec<Vec<String>> = table.iter().map(|row| columns.iter().map(|column| row[*column].clone()).collect()).collect();
        moved[1..].sort_by_key(|row| crate::header::fnv(format!("{seed}{row:?}").as_bytes()));
        prop_assert_eq!(said("a.csv", csv(&moved).as_bytes()), before);
    }

    #[test]
    fn columns_that_are_not_needed_may_be_missing(dropped in prop::collection::vec(5usize..18, 0..6)) {
        let table = sample_table();
        // Without the columns that are read: 商品数量 8, 提交时间 18, 支付时间 19 and the like stay.
        let dropped: Vec<usize> = dropped.into_iter().filter(|column| *column != 8).collect();
        let fewer: Vec<Vec<String>> = table
            .iter()
            .map(|row| row.iter().enumerate().filter(|(at, _)| !dropped.contains(at)).map(|(_, cell)| cell.clone()).collect())
            .collect();
        prop_assert_eq!(said("a.csv", csv(&fewer).as_bytes()), said("a.csv", csv(&table).as_bytes()));
    }

    #[test]
    fn the_encoding_of_a_file_does_not_matter(kind in 0usize..4) {
        let text = csv(&sample_table());
        let wide = |little: bool| text.encode_utf16().flat_map(move |unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
        let bytes: Vec<u8> = match kind {
            0 => encoding_rs::GB18030.encode(&text).0.into_owned(),
            1 => [0xef, 0xbb, 0xbf].into_iter().chain(text.bytes()).collect(),
            2 => [0xff, 0xfe].into_iter().chain(wide(true)).collect(),
            _ => wide(false).collect(),
        };
        prop_assert_eq!(said("a.csv", &bytes), said("a.csv", text.as_bytes()));
    }

    #[test]
    fn a_file_with_rows_that_come_again_is_the_same_file(name in prop::sample::select(vec!["douyin_1790000000_early.csv", "taobao_ExportOrderList.csv", "youzan.csv"]), again in prop::collection::vec(1usize..140, 1..20), seed in any::<u64>()) {
        let table = table_of(name, 140);
        let mut more = table.clone();
        more.extend(again.iter().map(|row| table[*row].clone()));
        more[1..].sort_by_key(|row| crate::header::fnv(format!("{seed}{row:?}").as_bytes()));
        prop_assert_eq!(said("a.csv", csv(&more).as_bytes()), said("a.csv", csv(&table).as_bytes()));
    }

    #[test]
    fn an_orders_shares_add_up(total in 0i64..10_000_000, refund in 0i64..10_000_000, prices in prop::collection::vec(0i64..100_000, 1..6)) {
        let refund = refund.min(total);
        let rows: String = prices.iter().enumerate().map(|(at, price)| format!("37,2026-09-01 10:00:00,已完成,{},货{at},1,{},{}\n", Fen(total).yuan(), Fen(*price).yuan(), if at == 0 { Fen(refund).yuan() } else { String::new() })).collect();
        let text = format!("订单号,支付时间,订单状态,订单实际支付金额,商品名称,商品数量,商品实际价格(总共),订单实际收款金额\n{rows}");
        let doubled = format!("{text}{}", rows.lines().next_back().map_or(String::new(), |last| format!("{last}\n")));
        prop_assert_eq!(said("a.csv", doubled.as_bytes()), said("a.csv", text.as_bytes()), "a row that comes again changes nothing");
        let sum = with_orders("a.csv", text.as_bytes(), None, |_, orders| orders.expect("a readable table").lines.iter().map(|line| line.amount).sum::<Fen>());
        prop_assert_eq!(sum, Fen(total));
    }
}

proptest! {
    #[test]
    fn random_bytes_are_read_or_refused(start in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html><table><tr><td>", b"\xff\xfe", b"\x09\x08\x10\x00"]), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let bytes = [start, &bytes].concat();
        if let Ok(tables) = table::read("a.bin", &bytes) {
            for table in &tables {
                if let Ok(header) = header::find(table, crate::mapping::is_heading) {
                    let _ = crate::mapping::guess(table, &header).map(|guess| guess.mapping.plan(table, &header, 8 * 3600).map(|plan| read(table, &header, &plan).is_ok()));
                }
            }
        }
    }

    #[test]
    fn broken_samples_are_read_or_refused(name in prop::sample::select(vec!["kuaituantuan.xlsx", "made/gbk_names.zip", "youzan.csv"]), at in 0usize..5_000, byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = super::sample(name);
        let at = at % bytes.len();
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        let _ = table::read(name, &bytes).map(|tables| tables.len());
    }
}

/// Every byte of an old workbook in turn: what it says of its sectors, sheets and cells may be anything.
#[test]
fn a_broken_old_workbook_is_read_or_refused() {
    let whole = super::sample("made/old_biff.xlsx");
    for at in 0..whole.len() {
        for byte in [0, 1, 2, 0x7f, 0x80, 0xfe, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            let _ = table::read("a.xls", &bytes).map(|tables| tables.len());
        }
    }
}
