//! What is posted, byte for byte: a message cut into parts that a platform takes, and the body of each;
//! a picture is one part.

use super::message::unmarked;
use super::{Message, Platform, Signed};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest as _, Md5};
use serde_json::json;
use unicode_segmentation::UnicodeSegmentation as _;

/// A part of a message, in the words that its platform shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// With `（2/3）` behind it where there are several.
    pub title: String,
    /// One after the other.
    pub lines: Vec<String>,
    /// Words and address; on the last part.
    pub link: Option<(String, String)>,
    /// In place of all words: the bytes of a PNG or a JPEG.
    pub picture: Option<Vec<u8>>,
}

/// Stands behind and before the pieces of a line that had to be cut.
const CONTINUED: &str = "…";
/// A longer title is cut, and stands whole as the first line.
const TITLE_BYTES_MAX: usize = 120;
/// Room for `（9999/9999）`.
const COUNT_BYTES: usize = 15;

/// A signature of the right length that signs nothing: for measuring, and for showing.
pub fn masked() -> Signed {
    Signed {
        timestamp: "*".repeat(10),
        sign: "*".repeat(44),
    }
}

/// Cuts a message at line ends so that each part is within its platform's bytes; a line that is too
/// long by itself is cut between characters, with `…` on both sides of the cut.
pub fn parts(platform: Platform, message: &Message) -> Vec<Part> {
    let plain = |text: &str| match platform {
        Platform::Wecom | Platform::Dingtalk => unmarked(text),
        Platform::Feishu => text.to_owned(),
    };
    let whole = plain(&message.title);
    let title = cut(&whole, TITLE_BYTES_MAX);
    let long_title = (title != whole).then_some(whole);
    let link = message.link.as_ref();
    let link = link.map(|(words, address)| (plain(words), address.clone()));

    let empty = Part {
        title: format!("{title}{}", "*".repeat(COUNT_BYTES)),
        lines: Vec::new(),
        link: link.clone(),
        picture: None,
    };
    let room = platform.bytes_max() - bytes(platform, &empty).min(platform.bytes_max());
    let lines = long_title
        .into_iter()
        .chain(message.lines.iter().map(|line| plain(line)));
    let lines = lines.flat_map(|line| pieces(platform, line, room));

    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    let mut left = room;
    for line in lines {
        let cost = cost(platform, &line);
        if cost > left && all.last().is_some_and(|lines| !lines.is_empty()) {
            all.push(Vec::new());
            left = room;
        }
        left = left.saturating_sub(cost);
        if let Some(lines) = all.last_mut() {
            lines.push(line);
        }
    }
    let count = all.len();
    let parts = all.into_iter().enumerate().map(|(nth, lines)| Part {
        title: match count {
            1 => title.clone(),
            _ => format!("{title}（{}/{count}）", nth + 1),
        },
        lines,
        link: link.clone().filter(|_| nth + 1 == count),
        picture: None,
    });
    parts.collect()
}

/// The body that is posted. The signature matters only to 飞书.
pub fn body(platform: Platform, part: &Part, signed: Option<&Signed>) -> String {
    if let Some(picture) = &part.picture {
        return image(picture);
    }
    match platform {
        Platform::Wecom => {
            json!({"msgtype": "markdown", "markdown": {"content": text(platform, part)}})
        }
        Platform::Dingtalk => json!({
            "msgtype": "markdown",
            "markdown": {"title": part.title, "text": text(platform, part)},
            "at": {"isAtAll": false},
        }),
        Platform::Feishu => {
            let line = |line: &String| json!([{"tag": "text", "text": shown(line)}]);
            let link = part.link.iter();
            let link =
                link.map(|(words, address)| json!([{"tag": "a", "text": words, "href": address}]));
            let content: Vec<_> = part.lines.iter().map(line).chain(link).collect();
            let mut body = json!({
                "msg_type": "post",
                "content": {"post": {"zh_cn": {"title": part.title, "content": content}}},
            });
            if let Some(signed) = signed {
                body["timestamp"] = signed.timestamp.as_str().into();
                body["sign"] = signed.sign.as_str().into();
            }
            body
        }
    }
    .to_string()
}

/// A picture for 企业微信, the one platform whose robots take its bytes.
fn image(picture: &[u8]) -> String {
    let md5 = Md5::digest(picture);
    let md5: String = md5.iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "msgtype": "image",
        "image": {"base64": STANDARD.encode(picture), "md5": md5},
    })
    .to_string()
}

impl Part {
    /// A picture, which is called `title` in the log.
    pub fn picture(title: &str, bytes: Vec<u8>) -> Self {
        Self {
            title: title.to_owned(),
            lines: Vec::new(),
            link: None,
            picture: Some(bytes),
        }
    }

    /// How many bytes its platform counts.
    pub fn bytes(&self, platform: Platform) -> usize {
        match &self.picture {
            Some(picture) => picture.len(),
            None => bytes(platform, self),
        }
    }
}

fn bytes(platform: Platform, part: &Part) -> usize {
    match platform {
        Platform::Wecom => text(platform, part).len(),
        // Counted with a signature, whether or not there is one.
        Platform::Dingtalk | Platform::Feishu => body(platform, part, Some(&masked())).len(),
    }
}

/// An empty paragraph has something in it.
fn shown(line: &str) -> &str {
    if line.is_empty() { " " } else { line }
}

/// A line's end in markdown: 钉钉 wants spaces around it.
fn line_end(platform: Platform) -> &'static str {
    match platform {
        Platform::Dingtalk => "  \n  ",
        _ => "\n",
    }
}

fn text(platform: Platform, part: &Part) -> String {
    let head = match platform {
        Platform::Wecom => "## ",
        _ => "### ",
    };
    let mut text = format!("{head}{}", part.title);
    for line in &part.lines {
        text.push_str(line_end(platform));
        text.push_str(line);
    }
    if let Some((words, address)) = &part.link {
        text.push_str(line_end(platform));
        text.push_str(&format!("[{words}]({address})"));
    }
    text
}

/// How many bytes a line adds to a part.
fn cost(platform: Platform, line: &str) -> usize {
    match platform {
        Platform::Wecom => line_end(platform).len() + line.len(),
        // In JSON the line's end is written in two letters.
        Platform::Dingtalk => line_end(platform).len() + 1 + json_bytes(line),
        Platform::Feishu => r#"[{"tag":"text","text":""}],"#.len() + json_bytes(shown(line)),
    }
}

/// How many bytes a text has between the quotes of JSON.
fn json_bytes(text: &str) -> usize {
    let bytes = text.bytes().map(|byte| match byte {
        b'"' | b'\\' | 8 | 9 | 10 | 12 | 13 => 2,
        0..32 => 6,
        _ => 1,
    });
    bytes.sum()
}

/// A line, or its pieces where it does not fit into a part of its own.
fn pieces(platform: Platform, line: String, room: usize) -> Vec<String> {
    if cost(platform, &line) <= room {
        return vec![line];
    }
    let whole = room.saturating_sub(cost(platform, "") + 2 * CONTINUED.len());
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut left = whole;
    for sign in signs(&line, whole / 2) {
        let cost = match platform {
            Platform::Wecom => sign.len(),
            _ => json_bytes(sign),
        };
        if cost > left && !piece.is_empty() {
            pieces.push(format!("{piece}{CONTINUED}"));
            piece = CONTINUED.to_owned();
            left = whole;
        }
        piece.push_str(sign);
        left = left.saturating_sub(cost);
    }
    pieces.push(piece);
    pieces
}

/// What a reader takes for one character each; one that is absurdly long falls into its code points.
fn signs(line: &str, most: usize) -> impl Iterator<Item = &str> {
    line.graphemes(true).flat_map(move |sign| {
        let step = if sign.len() > most { 1 } else { usize::MAX };
        let mut ends: Vec<usize> = sign
            .char_indices()
            .map(|(at, _)| at)
            .step_by(step)
            .collect();
        ends.push(sign.len());
        let pairs: Vec<&str> = ends
            .windows(2)
            .map(|pair| &sign[pair[0]..pair[1]])
            .collect();
        pairs
    })
}

fn cut(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let mut short = String::new();
    for sign in signs(text, most / 2) {
        if short.len() + sign.len() + CONTINUED.len() > most {
            break;
        }
        short.push_str(sign);
    }
    short + CONTINUED
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
