//! Tests of `split.rs`.

use super::*;
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
    let mut split = Split::new(text, delimiter(text));
    let mut row = Row::default();
    let mut rows = Vec::new();
    while split.next(&mut row).expect("within the bounds") {
        rows.push((
            row.number,
            row.cells.iter().map(|cell| cell.text.to_string()).collect(),
        ));
    }
    rows
}

fn check(text: &str, expected: Expect) {
    let shown: Vec<String> = rows(text)
        .iter()
        .map(|(number, cells)| format!("{number}: {}", cells.join(" | ").escape_debug()))
        .collect();
    expected.assert_eq(&shown.join("\n"));
}

#[test]
fn quotes_hold_delimiters_line_ends_and_doubled_quotes() {
    check(
        "a,b,c\r\n\"1,2\",\"x\r\ny\",\"15\"\" 屏\"\r\n\r\n\"\",\" \",z",
        expect![[r#"
        1: a | b | c
        2: 1,2 | x\r\ny | 15\" 屏
        4:  |   | z"#]],
    );
}

#[test]
fn a_quote_that_is_never_closed_swallows_no_rows() {
    check(
        "no,note,sum\n1,\"good,5\n2,fine,6\n3,\"bad\",7\n4,\"end,8",
        expect![[r#"
        1: no | note | sum
        2: 1 | \"good | 5
        3: 2 | fine | 6
        4: 3 | bad | 7
        5: 4 | \"end | 8"#]],
    );
}

#[test]
fn guards_stand_inside_and_outside_quotes() {
    check(
        "id,item\n=\"2100\",\t\"a,b\"\n\t21,\"\tc\"\n\"=\"\"22\"\"\",'",
        expect![[r#"
        1: id | item
        2: =\"2100\" | a,b
        3: \t21 | \tc
        4: =\"22\" | \'"#]],
    );
}

#[test]
fn the_delimiter_is_what_the_lines_agree_about() {
    for (text, found) in [
        ("a;b;c\n1,5;2;3\n", b';'),
        ("a\tb\n1\t2\n", b'\t'),
        ("a,b\n\t1,\t2\n\t3,\t4\n", b','),
        ("姓名\n张三\n", b','),
        ("a|b\n1|2", b'|'),
    ] {
        assert_eq!(delimiter(text), found, "{text:?}");
    }
    check(
        "a,b\r1,2\r",
        expect![[r#"
        1: a | b
        2: 1 | 2"#]],
    );
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(table in prop::collection::vec(prop::collection::vec("[a-z \",\n张三]{0,8}", 3), 1..6)) {
        let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let lines: Vec<String> = table.iter().map(|row| row.iter().map(quote).collect::<Vec<_>>().join(",")).collect();
        let read = rows(&format!("\"h,\",\"h\",\"h\"\n{}\n", lines.join("\n")));
        let blank = |row: &Vec<String>| row.iter().all(|cell| crate::guard::stripped(cell).is_empty());
        // A cell holding line ends and enough commas is taken for a quote left open; such cells are not orders.
        let swallowed = |row: &Vec<String>| row.iter().any(|cell| cell.contains('\n') && cell.matches(',').count() >= 2);
        prop_assume!(!table.iter().any(swallowed));
        let kept: Vec<&Vec<String>> = table.iter().filter(|row| !blank(row)).collect();
        let got: Vec<&Vec<String>> = read.iter().skip(1).map(|(_, cells)| cells).collect();
        prop_assert_eq!(got, kept);
    }

    #[test]
    fn any_text_is_split(text in ".{0,200}") {
        rows(&text);
    }
}
