//! The sample rosters, and what cells of rosters may look like.

use expect_test::expect;

use super::*;
use crate::{header, table};

fn sample(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/../../../tests/samples/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read(path).expect("the sample is in the repository")
}

fn roster(name: &str, bytes: &[u8]) -> Roster {
    let tables = table::read(name, bytes).expect("a table");
    let header = header::find(&tables[0], is_heading).expect("headings");
    read(&tables[0], &header, &guess(&header)).expect("a roster")
}

#[test]
fn both_sample_rosters_say_the_same() {
    let (xlsx, csv) = (
        roster("roster.xlsx", &sample("roster.xlsx")),
        roster("roster_gbk.csv", &sample("roster_gbk.csv")),
    );
    assert_eq!(xlsx, csv);
    assert_eq!((xlsx.rows.len(), xlsx.refused.len()), (36, 0));
    expect![[r#"
        (
            RosterRow {
                row: 2,
                name: "王晓燕",
                phone: Some(
                    "19910000000",
                ),
                wechat: Some(
                    "wx_1000",
                ),
                sponsor: None,
                tier: Some(
                    "创始人",
                ),
                department: None,
                post: None,
                joined: Some(
                    LocalTime(
                        1737676800,
                    ),
                ),
                left: None,
                birthday: Some(
                    "09-08",
                ),
                hobbies: None,
                sellers: [
                    (
                        "douyin",
                        "7592255573464590000",
                    ),
                ],
            },
            RosterRow {
                row: 37,
                name: "郭安琪",
                phone: Some(
                    "19910004795",
                ),
                wechat: Some(
                    "wx_1035",
                ),
                sponsor: Some(
                    "孙欣怡",
                ),
                tier: Some(
                    "二级代理",
                ),
                department: None,
                post: None,
                joined: Some(
                    LocalTime(
                        1752278400,
                    ),
                ),
                left: None,
                birthday: Some(
                    "04-25",
                ),
                hobbies: None,
                sellers: [
                    (
                        "douyin",
                        "7592255573464621885",
                    ),
                ],
            },
        )
    "#]]
    .assert_debug_eq(&(&xlsx.rows[0], &xlsx.rows[35]));
}

#[test]
fn rows_that_cannot_be_read_are_named() {
    let text = "团队名单\n姓名*,手机,上级,生日,入职日期,职务,抖音号,兴趣爱好\n张三,'+86 139-1234-5678,,1990/9/8,2025年3月7日,主管,\t759225557346,\"唱歌,跑步\"\n李四,1.39E+10,张三,,,,,\n,13900000000,张三,,,,,\n王五,,张三,13-40,,,,\n赵六,,张三,2月29日,昨天,,,\n钱七,138****0000,-,09-08,,,7.59E+18,\n合计,,,,,,,\n";
    let said = roster("a.csv", text.as_bytes());
    let refused: Vec<String> = said
        .refused
        .iter()
        .map(|r| {
            format!(
                "{} {} {:?} {}",
                r.row.unwrap_or(0),
                r.column.as_deref().unwrap_or(""),
                r.fault,
                r.read.as_deref().unwrap_or("")
            )
        })
        .collect();
    expect![[r#"
        [RosterRow { row: 3, name: "张三", phone: Some("13912345678"), wechat: None, sponsor: None, tier: None, department: None, post: Some("主管"), joined: Some(LocalTime(1741305600)), left: None, birthday: Some("1990-09-08"), hobbies: Some("唱歌,跑步"), sellers: [("douyin", "759225557346")] }]
        4 手机 PhoneUnread 1.39E+10
        5 姓名* NoName 
        6 生日 DayUnread 13-40
        7 入职日期 DayUnread 昨天
        8 抖音号 IdRuined 7.59E+18"#]].assert_eq(&format!("{:?}\n{}", said.rows, refused.join("\n")));
}
