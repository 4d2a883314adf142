//! What the demo team sells.

/// One article: name, category, price in yuan, how often it is chosen beside the others.
pub(super) struct Good {
    pub(super) item: &'static str,
    pub(super) category: &'static str,
    pub(super) yuan: i64,
    pub(super) often: usize,
}

const fn good(item: &'static str, category: &'static str, yuan: i64, often: usize) -> Good {
    Good {
        item,
        category,
        yuan,
        often,
    }
}

/// The whole range.
pub(super) const GOODS: [Good; 16] = [
    good("玫瑰保湿面霜 50g", "护肤", 168, 12),
    good("烟酰胺精华液 30ml", "护肤", 239, 9),
    good("氨基酸洁面乳 120g", "护肤", 79, 14),
    good("玻尿酸补水面膜 10片", "护肤", 99, 18),
    good("抗皱眼霜 15g", "护肤", 298, 5),
    good("防晒喷雾 SPF50+ 150ml", "护肤", 128, 8),
    good("丝绒哑光口红 #07", "彩妆", 119, 10),
    good("轻雾气垫粉底", "彩妆", 189, 6),
    good("十色眼影盘", "彩妆", 159, 4),
    good("生姜防脱洗发水 500ml", "个护", 88, 10),
    good("香氛沐浴露 750ml", "个护", 69, 9),
    good("电动牙刷 两支装", "个护", 199, 4),
    good("古法红糖姜茶 12条", "食品", 49, 12),
    good("即食燕窝 70g×6", "食品", 458, 3),
    good("真丝眼罩", "家居", 89, 3),
    good("桑蚕丝四件套", "家居", 1280, 1),
];
