//! Counts of pieces.

use crate::Fault;

const PIECES_MAX: u32 = 1_000_000;

/// Reads a number of pieces: `3`, `3.00`, `3件`, `x3`.
pub fn pieces(text: &str) -> Result<u32, Fault> {
    if let [digit @ b'0'..=b'9'] = text.as_bytes() {
        return Ok(u32::from(digit - b'0'));
    }
    let text = text
        .trim_start_matches(['x', 'X', '×', '*'])
        .trim_end_matches(|c: char| !c.is_ascii_digit() && c != '.');
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let whole: u32 = whole
        .replace(',', "")
        .parse()
        .map_err(|_| Fault::PiecesUnread)?;
    let right = part.bytes().all(|byte| byte == b'0') && whole <= PIECES_MAX;
    right.then_some(whole).ok_or(Fault::PiecesUnread)
}

/// A good with its pieces behind it: `茶(3件)`, `茶（3）`, `茶 x3`, `茶*3`.
pub fn counted(part: &str) -> Option<(&str, u32)> {
    let bracketed = part
        .strip_suffix([')', '）'])
        .and_then(|rest| rest.rsplit_once(['(', '（']));
    if let Some((name, count)) = bracketed {
        let digits = count.trim_end_matches(['件', '个', '份', '盒', '瓶']);
        let given = digits.len() < count.len() || !digits.is_empty();
        return digits
            .parse()
            .ok()
            .filter(|pieces| given && *pieces <= PIECES_MAX)
            .map(|pieces| (name.trim(), pieces));
    }
    let (name, count) = part.rsplit_once(['x', 'X', '×', '*'])?;
    let pieces = count
        .trim_end_matches(['件', '个', '份'])
        .parse()
        .ok()
        .filter(|pieces| *pieces <= PIECES_MAX)?;
    (!name.trim().is_empty()).then_some((name.trim(), pieces))
}

/// Pieces of all goods in a cell, if each is counted in brackets.
pub fn pieces_of(item: &str) -> Option<u32> {
    let goods = super::goods_in(item);
    let all: Option<Vec<u32>> = goods.iter().map(|(_, pieces)| *pieces).collect();
    all.filter(|all| !all.is_empty()).and_then(|all| {
        all.iter()
            .try_fold(0u32, |sum, pieces| sum.checked_add(*pieces))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_with_their_units() {
        assert_eq!(
            ["3", "12", "3.00", "3件", "x3", "1,000"].map(pieces),
            [Ok(3), Ok(12), Ok(3), Ok(3), Ok(3), Ok(1000)]
        );
        assert!(
            ["", "一", "2.5", "-1", "9999999"]
                .iter()
                .all(|text| pieces(text).is_err())
        );
    }

    #[test]
    fn several_goods_in_one_cell_are_counted() {
        assert_eq!(
            pieces_of("儿童鱼油 60粒(3件);防晒喷雾 150ml(3件);燕窝即食 6碗(3件)"),
            Some(9)
        );
        assert_eq!(pieces_of("茶（2件）\n面膜 x3"), Some(5));
        assert_eq!(pieces_of("茶，面膜"), None);
        assert_eq!(counted("护肤(升级版)"), None);
    }
}
