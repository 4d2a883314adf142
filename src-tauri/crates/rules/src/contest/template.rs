//! Templates: good first rules, so that a leader's contest is set up in two minutes.
//!
//! Every template starts in the future, since nobody can be told the rule of what already began. Teams
//! and people are chosen by the leader.

use super::kind::{Growth, Teams};
use super::prize::To;
use super::rule::{Look, TieKey};
use super::{Counted, Kind, Measure, Prize, Rule, Shared, Side, Who};
use crate::{BasisPoints, Calendar, Lang, Moment, Period, Window, Words};
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A kind of contest that teams hold again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestTemplate)]
pub enum Template {
    /// 月度销冠: a month's highest net sales.
    TopSeller,
    /// 团队PK: two teams, by head.
    TeamBattle,
    /// 进步之星: growth against one's own past.
    Progress,
    /// 新人赛: steps that a newcomer can reach; who wants to takes part.
    Newcomers,
    /// 打卡赛: whoever keeps at it wins.
    CheckIn,
    /// 冲刺周: one week.
    Sprint,
    /// 双11: the first to the eleventh of November.
    DoubleEleven,
}

/// One yuan, in fen.
const YUAN: i64 = 100;
/// How long the check-in contest lasts: three weeks, and three days off.
const CHECK_IN_DAYS: u64 = 21;
const CHECK_IN_LINE: i64 = 18;

impl Template {
    /// All of them, in the order a leader is offered them.
    pub const ALL: [Self; 7] = [
        Self::TopSeller,
        Self::TeamBattle,
        Self::Progress,
        Self::Newcomers,
        Self::CheckIn,
        Self::Sprint,
        Self::DoubleEleven,
    ];

    /// Its name and what it tells the team.
    fn words(self) -> [Words; 2] {
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
        };
        [name, note].map(|(zh, en)| Words::new(zh, en))
    }

    fn look(self) -> Look {
        match self {
            Self::TopSeller | Self::DoubleEleven => Look::Festive,
            Self::TeamBattle | Self::Sprint => Look::Night,
            Self::Progress | Self::Newcomers | Self::CheckIn => Look::Paper,
        }
    }

    /// The next stretch of its kind that has not begun.
    fn window(self, calendar: &Calendar, now: Moment) -> Window {
        let today = calendar.day(now);
        let next = |period| calendar.bounds(period, today).1;
        match self {
            Self::Sprint => calendar.window(Period::Week, next(Period::Week)),
            Self::CheckIn => {
                let first = next(Period::Week);
                let last = first.checked_add_days(Days::new(CHECK_IN_DAYS - 1));
                calendar.days(first, last.unwrap_or(first))
            }
            Self::DoubleEleven => {
                let of = |year| {
                    let day = |day| NaiveDate::from_ymd_opt(year, 11, day);
                    Some(calendar.days(day(1)?, day(11)?))
                };
                let this = of(today.year()).filter(|window| window.start > now);
                let window = this.or_else(|| of(today.year().saturating_add(1)));
                window.unwrap_or_else(|| calendar.window(Period::Month, next(Period::Month)))
            }
            _ => calendar.window(Period::Month, next(Period::Month)),
        }
    }

    fn kind(self, lang: Lang) -> Kind {
        match self {
            Self::TopSeller | Self::Sprint | Self::DoubleEleven => Kind::Ranking,
            Self::Newcomers => Kind::Steps,
            Self::CheckIn => Kind::Line {
                line: CHECK_IN_LINE,
            },
            Self::Progress => Kind::Growth(Growth {
                periods: 3,
                base_min: 1_000 * YUAN,
                growth_max: BasisPoints(30_000),
                orders_min: 3,
            }),
            Self::TeamBattle => {
                let side = |name: Words| Side {
                    name: name.say(lang).to_owned(),
                    head: None,
                    members: Vec::new(),
                };
                Kind::Teams(Teams {
                    sides: vec![
                        side(Words::new("红队", "Red")),
                        side(Words::new("金队", "Gold")),
                    ],
                    per_head: true,
                    pays_head: false,
                })
            }
        }
    }

    fn prizes(self, lang: Lang) -> Vec<Prize> {
        let titled = |to, points, title: Option<Words>| Prize {
            to,
            points,
            thing: title.map(|title| title.say(lang).to_owned()),
            cost_fen: 0,
        };
        let place = |at, points, title| {
            titled(
                To::Places {
                    first: at,
                    last: at,
                },
                points,
                title,
            )
        };
        let step = |yuan: i64, points| {
            let score = yuan * YUAN;
            titled(To::Step { score }, points, None)
        };
        let title = |zh: &str, en: &str| Some(Words::new(zh, en));
        match self {
            Self::TopSeller => vec![
                place(1, 500, title("销冠", "Top seller")),
                place(2, 300, None),
                place(3, 200, None),
            ],
            Self::TeamBattle => vec![place(1, 1_000, None)],
            Self::Progress => vec![
                place(1, 300, title("进步之星", "Most improved")),
                place(2, 200, None),
                place(3, 100, None),
            ],
            Self::Newcomers => vec![step(1_000, 50), step(3_000, 150), step(5_000, 300)],
            Self::CheckIn => vec![titled(
                To::Over {
                    score: CHECK_IN_LINE,
                },
                50,
                None,
            )],
            Self::Sprint => vec![place(1, 200, None), place(2, 100, None), place(3, 50, None)],
            Self::DoubleEleven => vec![
                place(1, 1_000, title("双11销冠", "Double Eleven champion")),
                place(2, 600, None),
                place(3, 400, None),
                titled(To::Places { first: 4, last: 10 }, 100, None),
                titled(
                    To::Share {
                        score: 10_000 * YUAN,
                        evenly: false,
                    },
                    2_000,
                    None,
                ),
            ],
        }
    }

    /// The rule it begins with.
    pub fn rule(self, calendar: &Calendar, now: Moment, lang: Lang) -> Rule {
        let window = self.window(calendar, now);
        let [name, note] = self.words().map(|words| words.say(lang).to_owned());
        let freezes = matches!(self, Self::TopSeller | Self::DoubleEleven);
        let measure = match self {
            Self::CheckIn => Measure::CheckIns,
            _ => Measure::NetSales,
        };
        Rule {
            name,
            note,
            look: self.look(),
            kind: self.kind(lang),
            start: window.start,
            end: window.end,
            freeze_at: freezes.then(|| window.end.plus_days(-1)),
            appeal_hours: 48,
            who: Who::Everyone,
            opt_in: self == Self::Newcomers,
            late_joiners: true,
            leavers: false,
            counted: vec![Counted::all(measure)],
            handicaps: Vec::new(),
            prize_min: 0,
            ties: vec![TieKey::Earlier, TieKey::Orders],
            shared: Shared::Split,
            prizes: self.prizes(lang),
        }
    }
}

#[cfg(test)]
#[path = "template_tests.rs"]
mod tests;
