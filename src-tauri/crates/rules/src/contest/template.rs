//! Templates: good first rules, so that a leader's contest is set up in two minutes.
//!
//! Every template starts in the future, since nobody can be told the rule of what already began. Teams
//! and people are chosen by the leader.

mod words;

use super::course::{Bracket, Leagues, Season};
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
    /// 1v1 PK: a week of duels by consent.
    Duel,
    /// 淘汰赛: sixteen, four weeks, one champion.
    Knockout,
    /// 联赛: four weeks of leagues with promotion and relegation.
    Leagues,
    /// 赛季: four weeks that give season points, and a final week of eight.
    Season,
}

/// So many days from a day on.
fn days_from(calendar: &Calendar, first: NaiveDate, count: u64) -> Window {
    let last = first.checked_add_days(Days::new(count - 1));
    calendar.days(first, last.unwrap_or(first))
}

/// One yuan, in fen.
const YUAN: i64 = 100;
/// How long the check-in contest lasts: three weeks, and three days off.
const CHECK_IN_DAYS: u64 = 21;
const CHECK_IN_LINE: i64 = 18;
/// How many weeks a knock-out and leagues take; a season takes one more, its final.
const WEEKS: u64 = 4;
/// The level before the contest is that of so many days.
const RECENT_DAYS: i64 = 30;

impl Template {
    /// All of them, in the order a leader is offered them.
    pub const ALL: [Self; 11] = [
        Self::TopSeller,
        Self::TeamBattle,
        Self::Progress,
        Self::Newcomers,
        Self::CheckIn,
        Self::Sprint,
        Self::DoubleEleven,
        Self::Duel,
        Self::Knockout,
        Self::Leagues,
        Self::Season,
    ];

    fn look(self) -> Look {
        match self {
            Self::TopSeller | Self::DoubleEleven | Self::Season => Look::Festive,
            Self::TeamBattle | Self::Sprint | Self::Duel | Self::Knockout => Look::Night,
            Self::Progress | Self::Newcomers | Self::CheckIn | Self::Leagues => Look::Paper,
        }
    }

    /// The next stretch of its kind that has not begun.
    fn window(self, calendar: &Calendar, now: Moment) -> Window {
        let today = calendar.day(now);
        let next = |period| calendar.bounds(period, today).1;
        match self {
            Self::Sprint | Self::Duel => calendar.window(Period::Week, next(Period::Week)),
            Self::CheckIn => days_from(calendar, next(Period::Week), CHECK_IN_DAYS),
            Self::Knockout | Self::Leagues => days_from(calendar, next(Period::Week), WEEKS * 7),
            Self::Season => days_from(calendar, next(Period::Week), (WEEKS + 1) * 7),
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

    fn kind(self, calendar: &Calendar, window: Window, lang: Lang) -> Kind {
        let weeks = |count| {
            let first = calendar.day(window.start);
            let week = |n| first.checked_add_days(Days::new(n * 7));
            (1..count)
                .filter_map(week)
                .map(|day| calendar.start(day))
                .collect()
        };
        match self {
            Self::TopSeller | Self::Sprint | Self::DoubleEleven => Kind::Ranking,
            Self::Newcomers => Kind::Steps,
            Self::Duel => Kind::Pk { accept_hours: 24 },
            Self::Knockout => Kind::Bracket(Bracket {
                size: 16,
                drawn: false,
                recent_days: RECENT_DAYS,
                cuts: weeks(WEEKS),
            }),
            Self::Leagues => Kind::Leagues(Leagues {
                size: 20,
                moves: 3,
                recent_days: RECENT_DAYS,
                cuts: weeks(WEEKS),
            }),
            Self::Season => Kind::Season(Season {
                points: vec![10, 8, 6, 5, 4, 3, 2, 1],
                finalists: 8,
                final_times: 2,
                cuts: weeks(WEEKS + 1),
            }),
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
            title: None,
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
            Self::Duel => vec![
                titled(To::Duel, 50, None),
                place(1, 100, None),
                titled(
                    To::Over {
                        score: 10_000 * YUAN,
                    },
                    30,
                    title("破万", "Ten thousand"),
                ),
            ],
            Self::Knockout => vec![
                place(1, 800, title("冠军", "Champion")),
                place(2, 400, None),
                titled(To::Places { first: 3, last: 4 }, 200, None),
            ],
            Self::Leagues => vec![
                titled(
                    To::League { first: 1, last: 1 },
                    200,
                    title("组冠军", "First of the group"),
                ),
                titled(To::League { first: 2, last: 3 }, 100, None),
            ],
            Self::Season => vec![
                place(1, 1_000, title("赛季冠军", "Champion of the season")),
                place(2, 600, None),
                place(3, 400, None),
                titled(To::Places { first: 4, last: 8 }, 100, None),
            ],
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
            kind: self.kind(calendar, window, lang),
            start: window.start,
            end: window.end,
            freeze_at: freezes.then(|| window.end.plus_days(-1)),
            appeal_hours: 48,
            who: Who::Everyone,
            opt_in: self == Self::Newcomers,
            late_joiners: true,
            leavers: matches!(self, Self::Knockout | Self::Leagues),
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
