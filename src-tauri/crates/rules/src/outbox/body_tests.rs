use super::*;
use proptest::prelude::*;

fn board() -> Message {
    Message::new(
        "11月22日 龙虎榜",
        ["第1名 陈静 ¥500.00", "", "第2名 [李] ¥300.00"],
    )
    .with_link("打开红榜", "http://192.168.1.8:7474/board")
}

fn one(platform: Platform) -> Part {
    parts(platform, &board()).remove(0)
}

#[test]
fn wecom_takes_markdown() {
    assert_eq!(
        body(Platform::Wecom, &one(Platform::Wecom), None),
        r####"{"markdown":{"content":"## 11月22日 龙虎榜\n第1名 陈静 ¥500.00\n\n第2名 ［李］ ¥300.00\n[打开红榜](http://192.168.1.8:7474/board)"},"msgtype":"markdown"}"####
    );
}

#[test]
fn dingtalk_takes_markdown_with_spaces_around_line_ends() {
    assert_eq!(
        body(Platform::Dingtalk, &one(Platform::Dingtalk), None),
        r####"{"at":{"isAtAll":false},"markdown":{"text":"### 11月22日 龙虎榜  \n  第1名 陈静 ¥500.00  \n    \n  第2名 ［李］ ¥300.00  \n  [打开红榜](http://192.168.1.8:7474/board)","title":"11月22日 龙虎榜"},"msgtype":"markdown"}"####
    );
}

#[test]
fn feishu_takes_a_post_and_the_signature_in_the_body() {
    let signed = Signed {
        timestamp: "1795312800".to_owned(),
        sign: "c2ln".to_owned(),
    };
    assert_eq!(
        body(Platform::Feishu, &one(Platform::Feishu), Some(&signed)),
        r#"{"content":{"post":{"zh_cn":{"content":[[{"tag":"text","text":"第1名 陈静 ¥500.00"}],[{"tag":"text","text":" "}],[{"tag":"text","text":"第2名 [李] ¥300.00"}],[{"href":"http://192.168.1.8:7474/board","tag":"a","text":"打开红榜"}]],"title":"11月22日 龙虎榜"}}},"msg_type":"post","sign":"c2ln","timestamp":"1795312800"}"#
    );
}

// The fingerprint was computed with Python's hashlib.
#[test]
fn wecom_takes_a_picture_with_its_fingerprint() {
    let part = Part::picture("喜报", b"\x89PNG".to_vec());
    assert_eq!(
        body(Platform::Wecom, &part, None),
        r#"{"image":{"base64":"iVBORw==","md5":"3bdaf5969285188ac756c339f69f5c79"},"msgtype":"image"}"#
    );
    assert_eq!(part.bytes(Platform::Wecom), 4);
}

#[test]
fn parts_are_numbered_and_the_link_stands_on_the_last() {
    let lines = (0..400).map(|n| format!("第{n}名 陈静 ¥500.00"));
    let message = Message::new("龙虎榜", lines).with_link("打开", "http://x");
    let cut = parts(Platform::Wecom, &message);
    let titles: Vec<_> = cut.iter().map(|part| part.title.as_str()).collect();
    assert_eq!(titles, ["龙虎榜（1/3）", "龙虎榜（2/3）", "龙虎榜（3/3）"]);
    let links: Vec<_> = cut.iter().map(|part| part.link.is_some()).collect();
    assert_eq!(links, [false, false, true]);
}

#[test]
fn a_message_without_lines_is_one_part() {
    for platform in Platform::ALL {
        let empty = Message::new("只有标题", [""; 0]);
        assert_eq!(parts(platform, &empty).len(), 1);
    }
}

#[test]
fn a_title_without_end_stands_whole_as_the_first_line() {
    let title = "龙".repeat(100);
    let message = Message::new(&title, ["一"]);
    let part = parts(Platform::Wecom, &message).remove(0);
    assert_eq!(part.title, format!("{}…", "龙".repeat(39)));
    assert_eq!(part.lines, [title.as_str(), "一"]);
}

#[test]
fn a_family_is_not_torn_apart() {
    let family = "👨‍👩‍👧‍👦";
    let message = Message::new("家", [family.repeat(600)]);
    for platform in Platform::ALL {
        for part in parts(platform, &message) {
            for line in &part.lines {
                assert_eq!(
                    line.trim_matches('…').replace(family, ""),
                    "",
                    "{platform:?}"
                );
            }
        }
    }
}

/// Lines of everything that costs a different number of bytes bare and in JSON.
fn line() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        Just('龙'),
        Just('a'),
        Just('"'),
        Just('\\'),
        Just('𠮷'),
        Just('é'),
        Just('\u{301}'),
        Just('👍'),
        Just('*'),
        Just('<'),
        Just('/'),
        Just('\u{200d}'),
        any::<char>()
    ];
    let length = prop_oneof![20 => 0..80_usize, 1 => 1500..8000_usize];
    length.prop_flat_map(move |length| {
        prop::collection::vec(sign.clone(), length).prop_map(String::from_iter)
    })
}

/// The lines again, from parts: pieces of a cut line are joined where two marks meet.
fn joined(parts: &[Part]) -> String {
    let lines: Vec<&str> = parts
        .iter()
        .flat_map(|part| &part.lines)
        .map(String::as_str)
        .collect();
    lines.join("\n").replace("…\n…", "")
}

#[test]
fn bytes_in_json_are_counted_as_they_are_written() {
    let text = "\"\\/龙𠮷\u{8}\t\n\u{c}\r\u{1}\u{7f}\u{2028}é";
    assert_eq!(json_bytes(text) + 2, json!(text).to_string().len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_part_is_over_the_limit_and_nothing_is_lost(
        title in "\\PC{0,90}",
        lines in prop::collection::vec(line(), 0..60),
        has_link in any::<bool>(),
    ) {
        // The mark itself in a line would be taken for a cut when joining.
        let lines: Vec<String> = lines.into_iter().map(|line| line.replace('…', "")).collect();
        let mut message = Message::new(title.replace('…', ""), &lines);
        if has_link {
            message = message.with_link("打开红榜", "http://192.168.1.8:7474/contests/12");
        }
        for platform in Platform::ALL {
            let cut = parts(platform, &message);
            for part in &cut {
                prop_assert!(part.bytes(platform) <= platform.bytes_max());
                let body = body(platform, part, Some(&masked()));
                prop_assert!(serde_json::from_str::<serde_json::Value>(&body).is_ok());
                prop_assert!(!body.contains("\\u4") && !body.contains("\\u9"), "raw UTF-8");
            }
            let plain = |text: &String| match platform {
                Platform::Feishu => text.clone(),
                _ => unmarked(text),
            };
            let expected: Vec<String> = message.lines.iter().map(plain).collect();
            let found = joined(&cut);
            // A title that was cut stands as the first line.
            let found = match cut[0].title.contains('…') {
                true => found.split_once('\n').map_or("", |(_, rest)| rest).to_owned(),
                false => found,
            };
            prop_assert_eq!(found, expected.join("\n"));
            // Greedy: the first line of a part did not fit into the part before.
            for pair in cut.windows(2) {
                let mut fuller = pair[0].clone();
                fuller.lines.push(pair[1].lines[0].clone());
                let most = platform.bytes_max() - COUNT_BYTES - 80 - 8 * CONTINUED.len();
                prop_assert!(fuller.bytes(platform) > most);
            }
        }
    }
}
