//! Who sold an order, out of ids, names and notes.

/// Words that announce a seller in a note.
const ANNOUNCING: &[&str] = &[
    "代理商",
    "代理人",
    "代理",
    "推荐人",
    "推广员",
    "推广人",
    "推广",
    "分销员",
    "分销商",
    "分销",
    "业务员",
    "销售员",
    "销售",
    "导购员",
    "导购",
    "经销商",
    "经手人",
    "负责人",
    "归属人",
    "归属",
    "业绩",
    "接单人",
    "接单",
    "团员",
    "客服",
    "上级",
    "经理",
    "顾问",
    "店主",
    "主播",
    "agent",
    "seller",
    "sales",
    "rep",
    "referrer",
    "ref",
    "by",
];

/// What ends a name in a note.
const ENDING: &[char] = &[
    ',', '，', ';', '；', '。', '\n', '\r', '\t', '|', '/', '、', '!', '！', '(', '（', '【', '[',
    '+', '\u{3000}', ' ',
];

/// What a note says about the seller.
#[derive(Debug, PartialEq, Eq)]
pub enum Noted<'n> {
    /// Named after a word such as `代理:`.
    Named(&'n str),
    /// Nothing but what may be a name or an id.
    Perhaps(&'n str),
    /// Nothing.
    Nobody,
}

/// Reads a note: `代理:名字`, `急单 代理：张三，送礼品`, `代理 张三`, `#代理#张三`, `张三`.
pub fn noted(note: &str) -> Noted<'_> {
    const NAME_CHARS_MAX: usize = 24;
    if note.is_empty() {
        return Noted::Nobody;
    }
    let announced = ANNOUNCING.iter().find_map(|word| after(note, word));
    if let Some(name) = announced.filter(|name| name.chars().count() <= NAME_CHARS_MAX) {
        return Noted::Named(name);
    }
    let whole = note.trim();
    let single =
        !whole.is_empty() && !whole.contains(ENDING) && whole.chars().count() <= NAME_CHARS_MAX;
    if single {
        Noted::Perhaps(whole)
    } else {
        Noted::Nobody
    }
}

/// The name behind an announcing word and a colon, dash, equals sign, bracket or space.
fn after<'n>(note: &'n str, word: &str) -> Option<&'n str> {
    let at = if word.is_ascii() {
        find_ascii_word(note, word)
    } else {
        note.find(word)
    }?;
    let rest = &note[at + word.len()..];
    let marked = rest.trim_start_matches([
        '名', '字', '姓', '微', '信', '号', 'I', 'D', 'i', 'd', ' ', '\u{3000}',
    ]);
    let name = marked
        .strip_prefix([
            ':', '：', '=', '-', '—', '﹕', '#', '@', '】', ']', '）', ')', '→', '＝', '是',
        ])
        .or_else(|| rest.strip_prefix([' ', '\u{3000}']))?;
    let name = name.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '：' | '-' | '@' | '#' | '【' | '[')
    });
    let end = name
        .find(|c: char| ENDING.contains(&c) || matches!(c, ']' | '】' | ')' | '）' | '"' | '”'))
        .unwrap_or(name.len());
    let name = name[..end].trim();
    (!name.is_empty()).then_some(name)
}

/// An English word stands alone: "by" is not in "baby".
fn find_ascii_word(note: &str, word: &str) -> Option<usize> {
    let lower = note.to_ascii_lowercase();
    let alone = |at: usize| {
        let before = lower[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_ascii_alphanumeric());
        let after = lower[at + word.len()..]
            .chars()
            .next()
            .is_none_or(|c| !c.is_ascii_alphanumeric());
        before && after
    };
    lower
        .match_indices(word)
        .map(|(at, _)| at)
        .find(|at| alone(*at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn notes_name_sellers_in_many_ways() {
        let notes = [
            "代理:孙欣怡",
            "代理：张三",
            "急单 代理：张三，送礼品",
            "代理 张三",
            "【代理】李四",
            "代理人-王五 周三发",
            "推荐人：wx_1018",
            "业务员=赵六；加急",
            "张三",
            "wx_1018",
            "客户要求改地址，周五前送到",
            "",
            "代理商：红红火火(杭州)",
            "agent: Lily; gift",
            "baby food",
            "代理微信号：abc123",
            "代理费已结",
        ];
        let shown: Vec<String> = notes
            .iter()
            .map(|note| format!("{note} -> {:?}", noted(note)))
            .collect();
        expect![[r#"
            代理:孙欣怡 -> Named("孙欣怡")
            代理：张三 -> Named("张三")
            急单 代理：张三，送礼品 -> Named("张三")
            代理 张三 -> Named("张三")
            【代理】李四 -> Named("李四")
            代理人-王五 周三发 -> Named("王五")
            推荐人：wx_1018 -> Named("wx_1018")
            业务员=赵六；加急 -> Named("赵六")
            张三 -> Perhaps("张三")
            wx_1018 -> Perhaps("wx_1018")
            客户要求改地址，周五前送到 -> Nobody
             -> Nobody
            代理商：红红火火(杭州) -> Named("红红火火")
            agent: Lily; gift -> Named("Lily")
            baby food -> Nobody
            代理微信号：abc123 -> Named("abc123")
            代理费已结 -> Perhaps("代理费已结")"#]]
        .assert_eq(&shown.join("\n"));
    }
}
