//! A message before it is cut for a platform.

use serde::{Deserialize, Serialize};

/// A title, lines, and where to read on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// One line.
    pub title: String,
    /// One after the other; an empty one is a gap.
    pub lines: Vec<String>,
    /// The words and the address of a link below the lines.
    #[serde(default)]
    pub link: Option<(String, String)>,
}

impl Message {
    /// A message without a link. Line ends inside a line begin a new one.
    pub fn new(title: impl AsRef<str>, lines: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let lines = lines.into_iter();
        Self {
            title: one_line(title.as_ref()),
            lines: lines
                .flat_map(|line| {
                    let line = line.as_ref().replace("\r\n", "\n");
                    let ends = ['\n', '\r', '\u{2028}', '\u{2029}'];
                    line.split(ends).map(one_line).collect::<Vec<_>>()
                })
                .collect(),
            link: None,
        }
    }

    /// The same with a link below.
    pub fn with_link(self, words: impl Into<String>, address: impl Into<String>) -> Self {
        Self {
            link: Some((words.into(), address.into())),
            ..self
        }
    }
}

/// Without what no robot shows: control characters become spaces, its ends are bare.
fn one_line(text: &str) -> String {
    let shown = text.replace(|c: char| c.is_control(), " ");
    shown.trim().to_owned()
}

/// What markdown would take for its own signs, as the same signs in full width: a name must not become
/// a link, a mention or a heading. An address stays as it is.
pub(super) fn unmarked(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let numbers_a_list = at == digits && digits > 0;
        plain.push(match c {
            '<' => '＜',
            '>' => '＞',
            '[' => '［',
            ']' => '］',
            '*' => '＊',
            '`' => '｀',
            '\\' => '＼',
            '#' if at == 0 => '＃',
            '-' if at == 0 => '－',
            '+' if at == 0 => '＋',
            '=' if at == 0 => '＝',
            '~' if at == 0 => '～',
            '.' if numbers_a_list => '．',
            ')' if numbers_a_list => '）',
            c => c,
        });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_in_a_name_stays_words() {
        let check = |text, plain| assert_eq!(unmarked(text), plain);
        check("[点我](http://x)", "［点我］(http://x)");
        check("<@all> # **王**", "＜@all＞ # ＊＊王＊＊");
        check("# https://x.cn/a_b-c#d", "＃ https://x.cn/a_b-c#d");
        check("3. 号 2.5 万", "3． 号 2.5 万");
        check("- 一 - 二", "－ 一 - 二");
    }

    #[test]
    fn a_line_is_one_line_without_control_characters() {
        let message = Message::new("战\t报", ["一\n二\r\n三", "四\u{7}"]);
        assert_eq!(message.title, "战 报");
        assert_eq!(message.lines, ["一", "二", "三", "四"]);
    }
}
