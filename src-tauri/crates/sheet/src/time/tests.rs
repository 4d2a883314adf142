//! Tests of `time.rs`.

use super::*;
use expect_test::expect;
use proptest::prelude::*;

#[test]
fn times_are_read_in_the_shapes_shops_write() {
    let cells = [
        "2026-09-22 00:54:10",
        "2026/9/22 0:54",
        "2026-09-22",
        "2026年9月22日 8时5分",
        "2026.9.22",
        "20260922",
        "20260922005410",
        "2026-09-22T00:54:10Z",
        "2026-09-22 00:54:10 +0800",
        "2026-09-22T00:54+08:00",
        "2026-09-22 00:54:10.123",
        "22/9/2026",
        "9/22/2026 3:04",
        "3/4/2026",
        "46287.0376",
        "46287",
        "1790000000",
        "1790000000123",
        "2026/9/22 下午3:05",
        "2026-02-29",
        "2026-13-01",
        "2026-09-22 24:00",
        "12",
        "周一",
        "",
        "3.14",
        "2026-9",
    ];
    let shown: Vec<String> = cells
        .iter()
        .map(|cell| match read(cell) {
            Ok(reading) => format!("{cell} = {} {:?}", reading.time, reading.shape),
            Err(fault) => format!("{cell} : {fault:?}"),
        })
        .collect();
    expect![[r#"
        2026-09-22 00:54:10 = 2026-09-22 00:54:10 YearFirst
        2026/9/22 0:54 = 2026-09-22 00:54:00 YearFirst
        2026-09-22 = 2026-09-22 00:00:00 YearFirst
        2026年9月22日 8时5分 = 2026-09-22 08:05:00 YearFirst
        2026.9.22 = 2026-09-22 00:00:00 YearFirst
        20260922 = 2026-09-22 00:00:00 YearFirst
        20260922005410 = 2026-09-22 00:54:10 YearFirst
        2026-09-22T00:54:10Z = 2026-09-22 00:54:10 Exact
        2026-09-22 00:54:10 +0800 = 2026-09-21 16:54:10 Exact
        2026-09-22T00:54+08:00 = 2026-09-21 16:54:00 Exact
        2026-09-22 00:54:10.123 = 2026-09-22 00:54:10 YearFirst
        22/9/2026 = 2026-09-22 00:00:00 DayFirst
        9/22/2026 3:04 = 2026-09-22 03:04:00 MonthFirst
        3/4/2026 = 2026-04-03 00:00:00 EitherFirst
        46287.0376 = 2026-09-22 00:54:09 Serial
        46287 = 2026-09-22 00:00:00 Serial
        1790000000 = 2026-09-21 14:13:20 Exact
        1790000000123 = 2026-09-21 14:13:20 Exact
        2026/9/22 下午3:05 = 2026-09-22 15:05:00 YearFirst
        2026-02-29 : TimeUnread
        2026-13-01 : TimeUnread
        2026-09-22 24:00 : TimeUnread
        12 : TimeUnread
        周一 : TimeUnread
         : TimeUnread
        3.14 : TimeUnread
        2026-9 : TimeUnread"#]]
    .assert_eq(&shown.join("\n"));
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(second in 631_152_000i64..4_133_980_800) {
        let time = LocalTime(second);
        prop_assert_eq!(read(&time.to_string()).map(|reading| reading.time), Ok(time));
    }

    #[test]
    fn any_text_is_read_or_refused(start in prop::sample::select(vec!["", "1:2-", "2026-09-22 1:00+", "2026.9."]), text in ".{0,30}") {
        let _ = read(&format!("{start}{text}"));
    }
}
