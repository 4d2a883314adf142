//! What templates are called, and what they tell the team.

use super::Template;
use crate::Words;

impl Template {
    /// Its name and what it tells the team.
    pub(super) fn words(self) -> [Words; 2] {
        let [name, note] = match self {
            Self::TopSeller => [
                ("月度销冠", "Top seller of the month"),
                (
                    "按净销售额排名，退款会扣除。最后 24 小时封榜，结束后揭晓。",
                    "By net sales; refunds are taken off. Hidden in the last 24 hours, revealed at the end.",
                ),
            ],
            Self::TeamBattle => [
                ("团队PK", "Team battle"),
                (
                    "按人均净销售额比较，奖励按每人的贡献分给队员。",
                    "By net sales per head; members share the prize by what each contributed.",
                ),
            ],
            Self::Progress => [
                ("进步之星", "Most improved"),
                (
                    "只和自己比：与最近三个月的中位数相比，进步最大的人获奖。",
                    "Only against yourself: the most growth over the median of your last three months wins.",
                ),
            ],
            Self::Newcomers => [
                ("新人赛", "Newcomers"),
                (
                    "报名参加，不比名次：达到哪一档，就拿哪一档的奖励。",
                    "Enter yourself. No ranking: you win the highest step you reach.",
                ),
            ],
            Self::CheckIn => [
                ("打卡赛", "Check-in"),
                (
                    "21 天里打卡满 18 天的人都获奖。",
                    "Whoever checks in on 18 of the 21 days wins.",
                ),
            ],
            Self::Sprint => [
                ("冲刺周", "Sprint week"),
                (
                    "一周净销售额排名；每天都能看到离前一名还差多少。",
                    "A week's net sales; see every day how much is missing to the next place.",
                ),
            ],
            Self::DoubleEleven => [
                ("双11", "Double Eleven"),
                (
                    "11 月 1 日到 11 日净销售额排名；满 1 万元的人另按业绩分奖池。",
                    "Net sales from November 1 to 11; whoever reaches 10,000 yuan also shares a pot by sales.",
                ),
            ],
            Self::Duel => [
                ("一对一PK", "One on one"),
                (
                    "找一位伙伴应战，一周净销售额高的人胜出；不应战也照样参加排名。",
                    "Challenge somebody who accepts; the higher net sales of the week win. Nobody has to.",
                ),
            ],
            Self::Knockout => [
                ("淘汰赛", "Knock-out"),
                (
                    "最近 30 天业绩前 16 名两两对阵，每周一轮，净销售额高的人晋级。",
                    "The 16 best of the last 30 days meet in pairs; each week the higher net sales go on.",
                ),
            ],
            Self::Leagues => [
                ("分组联赛", "Leagues"),
                (
                    "水平相近的人分在一组，每周前 3 名升组、后 3 名降组，组内都有奖。",
                    "Groups of about equal level; each week the first three go up, the last three down. Each group has prizes.",
                ),
            ],
            Self::Season => [
                ("赛季", "Season"),
                (
                    "四周按名次积分，前 8 名进入决赛周，决赛分数翻倍。",
                    "Four weeks give points by place; the best eight meet in a final week worth double.",
                ),
            ],
        };
        [name, note].map(|(zh, en)| Words::new(zh, en))
    }
}
