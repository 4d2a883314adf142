//! Money as people and shops write it, to whole fen, exactly.

use crate::refused::Fault;

/// Amounts beyond 10 billion yuan are a wrong column or a slipped digit, not a sale.
pub const FEN_MAX: i64 = 1_000_000_000_000;

/// Reads an amount of yuan as whole fen.
///
/// Takes `¥ ￥ , 元`, full-width digits, a sign on either side, and brackets for a negative amount.
///
/// # Errors
/// [`Fault::MoneyUnread`] when it is no amount, [`Fault::MoneyFraction`] when it names less than a fen,
/// [`Fault::MoneyTooLarge`] beyond [`FEN_MAX`].
pub fn fen(text: &str) -> Result<i64, Fault> {
    match plain(text.as_bytes()) {
        Some(fen) => Ok(fen),
        None => dressed(text),
    }
}

/// The shape nearly all amounts have: at most ten digits, and a point with one or two more.
fn plain(bytes: &[u8]) -> Option<i64> {
    let (whole, part) = match bytes {
        [whole @ .., b'.', tens, ones] => (
            whole,
            i64::from(digit(*tens)?) * 10 + i64::from(digit(*ones)?),
        ),
        [whole @ .., b'.', tens] => (whole, i64::from(digit(*tens)?) * 10),
        whole => (whole, 0),
    };
    if whole.is_empty() || whole.len() > 10 {
        return None;
    }
    let mut yuan = 0;
    for byte in whole {
        yuan = yuan * 10 + i64::from(digit(*byte)?);
    }
    Some(yuan * 100 + part).filter(|fen| *fen <= FEN_MAX)
}

fn digit(byte: u8) -> Option<u8> {
    byte.is_ascii_digit().then(|| byte - b'0')
}

fn dressed(text: &str) -> Result<i64, Fault> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(narrow)
        .collect();
    let (text, bracketed) = match text
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
    {
        Some(inner) => (inner, true),
        None => (text.as_str(), false),
    };
    let mut rest = text;
    let mut negative = bracketed;
    let mut signed = bracketed;
    let mut marked = false;
    loop {
        if let Some(inner) = rest.strip_prefix(['-', '+']).filter(|_| !signed) {
            negative = rest.starts_with('-');
            signed = true;
            rest = inner;
        } else if let Some(inner) = ["¥", "RMB", "rmb", "CNY", "cny", "人民币"]
            .iter()
            .find_map(|mark| rest.strip_prefix(mark))
            .filter(|_| !marked)
        {
            marked = true;
            rest = inner;
        } else {
            break;
        }
    }
    for unit in ["元整", "元", "CNY", "RMB", "¥"] {
        if let Some(inner) = rest.strip_suffix(unit) {
            rest = inner;
            break;
        }
    }
    if let Some(inner) = rest.strip_suffix('-').filter(|_| !signed) {
        negative = true;
        rest = inner;
    }
    let fen = digits(rest)?;
    Ok(if negative { -fen } else { fen })
}

fn digits(text: &str) -> Result<i64, Fault> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() && part.is_empty() {
        return Err(Fault::MoneyUnread);
    }
    let mut yuan: i64 = 0;
    for byte in grouped(whole)? {
        let digit = digit(byte).ok_or(Fault::MoneyUnread)?;
        yuan = yuan
            .checked_mul(10)
            .and_then(|yuan| yuan.checked_add(i64::from(digit)))
            .ok_or(Fault::MoneyTooLarge)?;
    }
    let mut fen = 0;
    for (place, byte) in part.bytes().enumerate() {
        let digit = i64::from(digit(byte).ok_or(Fault::MoneyUnread)?);
        match place {
            0 => fen += digit * 10,
            1 => fen += digit,
            _ if digit != 0 => return Err(Fault::MoneyFraction),
            _ => {}
        }
    }
    yuan.checked_mul(100)
        .and_then(|yuan| yuan.checked_add(fen))
        .filter(|fen| *fen <= FEN_MAX)
        .ok_or(Fault::MoneyTooLarge)
}

/// The digits of a whole number whose commas, if any, stand before each third digit.
/// `12,50` is refused: it is 12.50 in one country and a slip in another.
fn grouped(whole: &str) -> Result<Vec<u8>, Fault> {
    let groups: Vec<&str> = whole.split(',').collect();
    let right = groups.iter().skip(1).all(|group| group.len() == 3);
    let first = groups.first().map_or(0, |group| group.len());
    if groups.len() > 1 && (!right || first == 0 || first > 3) {
        return Err(Fault::MoneyUnread);
    }
    Ok(groups.concat().into_bytes())
}

/// Full-width forms and look-alikes as ASCII.
fn narrow(c: char) -> char {
    match c {
        '￥' => '¥',
        '−' | '–' | '—' => '-',
        '，' => ',',
        '。' => '.',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// Fen as yuan with two decimals, `-12.05`.
pub fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    format!(
        "{sign}{}.{:02}",
        fen.unsigned_abs() / 100,
        fen.unsigned_abs() % 100
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_to_the_fen_or_refused() {
        let cells = [
            "128",
            "128.5",
            "128.50",
            "¥1,234.56",
            "￥ 12.00元",
            "0元",
            "-3.20",
            "(3.20)",
            "（3.20）",
            "3.20-",
            "１２．５０",
            "12.3400",
            "12.345",
            "39.330000000000005",
            "12,50",
            "1.2万",
            "15%",
            "无退款申请",
            "",
            ".",
            "1e3",
            "99999999999999999999",
            "10000000000.00",
            "10000000000.01",
            "RMB 5",
            "--5",
            "1,234,567.00",
            "¥-5.00",
        ];
        let shown: Vec<String> = cells
            .iter()
            .map(|cell| match fen(cell) {
                Ok(fen) => format!("{cell} = {fen}"),
                Err(fault) => format!("{cell} : {fault:?}"),
            })
            .collect();
        expect![[r#"
            128 = 12800
            128.5 = 12850
            128.50 = 12850
            ¥1,234.56 = 123456
            ￥ 12.00元 = 1200
            0元 = 0
            -3.20 = -320
            (3.20) = -320
            （3.20） = -320
            3.20- = -320
            １２．５０ = 1250
            12.3400 = 1234
            12.345 : MoneyFraction
            39.330000000000005 : MoneyFraction
            12,50 : MoneyUnread
            1.2万 : MoneyUnread
            15% : MoneyUnread
            无退款申请 : MoneyUnread
             : MoneyUnread
            . : MoneyUnread
            1e3 : MoneyUnread
            99999999999999999999 : MoneyTooLarge
            10000000000.00 = 1000000000000
            10000000000.01 : MoneyTooLarge
            RMB 5 = 500
            --5 : MoneyUnread
            1,234,567.00 = 123456700
            ¥-5.00 = -500"#]]
        .assert_eq(&shown.join("\n"));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(amount in -FEN_MAX..=FEN_MAX) {
            prop_assert_eq!(fen(&yuan(amount)), Ok(amount));
            prop_assert_eq!(fen(&format!("¥{}元", yuan(amount))), Ok(amount));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = fen(&text);
        }
    }
}
