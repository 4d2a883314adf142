//! Which encoding a text file is in, found by what its bytes can and cannot be.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// The text of a file, or `None` when the bytes are no text in any encoding a shop writes.
pub fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return utf8(rest).or_else(|| broken_utf8(rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return strict(UTF_16LE, rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return strict(UTF_16BE, rest);
    }
    if memchr::memchr(0, bytes).is_some() {
        // Commas, digits and line ends make every other byte of UTF-16 a zero; no other text holds one.
        return strict(utf16_order(bytes), bytes);
    }
    match utf8(bytes) {
        Some(text) if !chinese_in_disguise(&text, bytes) => Some(text),
        _ => strict(GB18030, bytes).or_else(|| broken_utf8(bytes)),
    }
}

fn utf8(bytes: &[u8]) -> Option<Cow<'_, str>> {
    std::str::from_utf8(bytes).ok().map(Cow::Borrowed)
}

fn strict<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

/// UTF-8 in which a cell or two is cut, as some exporters do; the cells show `\u{fffd}` and are refused if read.
fn broken_utf8(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = String::from_utf8_lossy(bytes);
    let broken = text.matches('\u{fffd}').count();
    let long = text.chars().filter(|c| !c.is_ascii()).count();
    (broken * 20 <= long).then_some(text)
}

fn utf16_order(bytes: &[u8]) -> &'static Encoding {
    let zeros_at = |parity: usize| {
        bytes
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    if zeros_at(1) >= zeros_at(0) {
        UTF_16LE
    } else {
        UTF_16BE
    }
}

/// Whether text that happens to be valid UTF-8 is rather GBK.
///
/// Two-byte UTF-8 overlaps GBK. Such text holds only Greek, Cyrillic or the like and not one Chinese character;
/// read as GBK every pair of bytes is one of the 3,755 common characters. Real Cyrillic or Greek has trail bytes
/// below 0xA1, and Latin letters with accents stand under 0xC2 and 0xC3 and stay UTF-8.
fn chinese_in_disguise(text: &str, bytes: &[u8]) -> bool {
    if bytes.is_ascii() || text.chars().any(|c| c as u32 > 0x7ff) {
        return false;
    }
    let high: Vec<u8> = bytes.iter().copied().filter(|byte| *byte >= 0x80).collect();
    let mut latin = true;
    let common = high.chunks(2).all(|pair| {
        let &[lead, trail] = pair else { return false };
        latin &= matches!(lead, 0xc2 | 0xc3);
        (0xb0..=0xd7).contains(&lead) && trail >= 0xa1
    });
    common && !latin
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn short_files_are_read_in_their_encoding() {
        for sample in [
            "姓名,金额\n张三,1",
            "a",
            "订单编号",
            "联通,1",
            "小明,128.00",
            "¥100,café",
            "a,b\r\n1,2\r\n",
            "𠮷,1",
        ] {
            let gbk = GB18030.encode(sample).0;
            let bom = [b"\xef\xbb\xbf", sample.as_bytes()].concat();
            let le = [b"\xff\xfe".to_vec(), utf16(sample, true)].concat();
            let be = [b"\xfe\xff".to_vec(), utf16(sample, false)].concat();
            for bytes in [sample.as_bytes(), &gbk, &bom, &le, &be] {
                assert_eq!(text(bytes).as_deref(), Some(sample), "{bytes:?}");
            }
            if sample.contains(',') {
                assert_eq!(text(&utf16(sample, true)).as_deref(), Some(sample));
                assert_eq!(text(&utf16(sample, false)).as_deref(), Some(sample));
            }
        }
        assert_eq!(text("Иван,1".as_bytes()).as_deref(), Some("Иван,1"));
        assert_eq!(text(b"\xff\xfea"), None);
    }

    proptest! {
        #[test]
        fn the_encoding_does_not_matter(sample in "[a-z0-9,订单编号金额张三李四代理：\n]{1,60}") {
            let gbk = GB18030.encode(&sample).0;
            let (from_gbk, from_utf8) = (text(&gbk), text(sample.as_bytes()));
            prop_assert_eq!(from_gbk.as_deref(), Some(&*sample));
            prop_assert_eq!(from_utf8.as_deref(), Some(&*sample));
        }
    }
}
