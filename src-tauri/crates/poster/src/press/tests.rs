//! Every kind in every look and size: one page, of the right size, its code readable, no empty boxes.

use super::*;
use crate::paper::{
    Birthday, Board, Body, Certificate, Contest, Line, Look, Person, Prize, Row, Statement, Sum,
    Team, Win,
};
use typst::layout::{Frame, FrameItem};

const ADDRESS: &str = "https://books.example.org/contests/12345";
/// Signs beyond the basic plane, rare ones, Latin ones, and some that fonts for text lack.
const NAMES: [&str; 4] = ["王晓燕", "𠮷㛃龘", "Anna-Maria O’Connor", "张🎉💪🏆❤️"];

fn person(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        photo: None,
        initial: name.chars().take(2).collect(),
        under: Some("总代".to_owned()),
    }
}

fn bodies(name: &str) -> Vec<Body> {
    let row = |place: u64| Row {
        place,
        place_words: place.to_string(),
        person: person(name),
        score: "¥1,234,567.80".to_owned(),
    };
    let line = |nth: i64| Line {
        day: format!("11-{nth:02}"),
        why: "订单 6920001234567890123，按规则第 3 版，每元 1 分".to_owned(),
        points: "+1,234".to_owned(),
    };
    let long = "双十一全员冲刺暨年度感恩回馈大型销售排名争霸赛（第三季·决赛周）";
    vec![
        Body::Win {
            win: Win {
                contest: long.to_owned(),
                person: person(name),
                place: "冠军".to_owned(),
                first: true,
                score: "¥1,234,567.80".to_owned(),
                score_label: "净销售额".to_owned(),
                prize: Some(long.repeat(2)),
                words: "恭喜！实至名归".to_owned(),
            },
        },
        Body::Board {
            board: Board {
                contest: long.to_owned(),
                span: "11月1日 – 11月30日".to_owned(),
                score_label: "净销售额".to_owned(),
                rows: (1..=20).map(row).collect(),
                more: Some("共 320 人参加".to_owned()),
                total: None,
            },
        },
        Body::Certificate {
            certificate: Certificate {
                name: name.to_owned(),
                honour: "月度销冠".to_owned(),
                words: format!("在“{long}”中荣获第 1 名，特发此证，以资鼓励。"),
                number: Some("12-1".to_owned()),
                signer: "红杏团队".to_owned(),
            },
        },
        Body::Statement {
            statement: Statement {
                name: name.to_owned(),
                span: "2026年11月".to_owned(),
                sums: vec![
                    Sum {
                        label: "销售所得".to_owned(),
                        points: "+12,345".to_owned()
                    };
                    6
                ],
                closing: Sum {
                    label: "月末结余（含待生效）".to_owned(),
                    points: "1,234,567".to_owned(),
                },
                lines: (1..=25).map(line).collect(),
                more: Some("另有 12 笔".to_owned()),
            },
        },
        Body::Contest {
            contest: Contest {
                name: long.to_owned(),
                kind: "排名赛".to_owned(),
                span: "11月1日 – 11月30日".to_owned(),
                rules: vec!["退款会从成绩里减掉".to_owned(); 6],
                prizes: (0..8)
                    .map(|nth| Prize {
                        of: format!("第 {nth} 名"),
                        what: long.to_owned(),
                    })
                    .collect(),
                call: Some("现在就报名".to_owned()),
            },
        },
        Body::Birthday {
            birthday: Birthday {
                person: person(name),
                words: "祝您生日快乐，平安顺遂！".to_owned(),
                day: "11月23日".to_owned(),
            },
        },
    ]
}

fn sheaf(body: Body, look: Look, size: Size, draft: bool) -> Sheaf {
    let mut sheaf = Sheaf::default();
    let qr = sheaf.qr(ADDRESS, "扫码看完整榜单".to_owned());
    sheaf.push(Paper {
        look,
        size,
        lang: "zh",
        team: Team {
            name: "红杏团队".to_owned(),
            ..Team::default()
        },
        draft: draft.then(|| "预告 · 结果未最终".to_owned()),
        qr: Some(qr.expect("a short address")),
        date: "2026年11月23日".to_owned(),
        title: "喜报".to_owned(),
        body,
    });
    sheaf
}

/// Signs that no font has: a glyph of number 0.
fn boxes(frame: &Frame, found: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => boxes(&group.frame, found),
            FrameItem::Text(text) => {
                let without = text.glyphs.iter().filter(|glyph| glyph.id == 0);
                for glyph in without {
                    found.push_str(&text.text[glyph.range()]);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn every_kind_is_one_page_without_empty_boxes_in_every_look_and_size() {
    let mut nth = 0;
    for kind in 0..bodies(NAMES[0]).len() {
        for look in Look::ALL {
            for size in Size::ALL {
                let name = NAMES[nth % NAMES.len()];
                nth += 1;
                let body = bodies(name).swap_remove(kind);
                let what = format!("{look:?} {size:?} {name}: {body:?}");
                let set = sheaf(body, look, size, nth % 2 == 0).set();
                let set = set.unwrap_or_else(|no| panic!("{no} in {what}"));
                assert_eq!(set.pages(), 1, "{what}");
                let mut found = String::new();
                boxes(&set.document.pages()[0].frame, &mut found);
                assert_eq!(found, "", "{what}");
            }
        }
    }
}

#[test]
fn the_picture_has_its_size_and_its_code_can_be_read() {
    for body in bodies("王晓燕") {
        for look in Look::ALL {
            for (size, pixels) in [(Size::Tall, (1080, 1920)), (Size::Wide, (1080, 1440))] {
                let what = format!("{look:?} {size:?} {body:?}");
                let set = sheaf(body.clone(), look, size, true).set();
                let png = set.and_then(|set| set.png(0)).expect(&what);
                let picture = image::load_from_memory(&png).expect("a PNG").to_luma8();
                assert_eq!(picture.dimensions(), pixels, "{what}");
                let (width, height) = picture.dimensions();
                let sign = |x: usize, y: usize| {
                    let at = |side: usize| u32::try_from(side).expect("a picture's side");
                    picture.get_pixel(at(x), at(y)).0[0]
                };
                let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(
                    width as usize,
                    height as usize,
                    sign,
                );
                let codes: Vec<String> = prepared
                    .detect_grids()
                    .into_iter()
                    .filter_map(|grid| Some(grid.decode().ok()?.1))
                    .collect();
                assert_eq!(codes, [ADDRESS], "{what}");
            }
        }
    }
}

#[test]
fn a_press_that_is_told_to_stop_prints_nothing() {
    let course = Course::default();
    course.stop();
    let body = bodies("王晓燕").remove(0);
    let set = sheaf(body, Look::Cinnabar, Size::Wide, false).set_along(&course);
    assert!(matches!(set, Err(Fault::Stopped)));
    assert_eq!(course.begun(), 0);
}

#[test]
fn papers_are_printed_together_a_page_each() {
    let mut all = Sheaf::default();
    for name in NAMES {
        let certificate = Certificate {
            name: name.to_owned(),
            ..Certificate::default()
        };
        let one = sheaf(
            Body::Certificate { certificate },
            Look::Paper,
            Size::A4,
            false,
        );
        all.papers.extend(
            one.papers
                .into_iter()
                .map(|paper| Paper { qr: None, ..paper }),
        );
    }
    let course = Course::default();
    let set = all.set_along(&course).expect("a whole sheaf");
    assert_eq!(course.begun(), NAMES.len());
    assert_eq!(set.pages(), NAMES.len());
    let pdf = set.pdf().expect("a PDF");
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(set.png(NAMES.len()).is_err());
}
