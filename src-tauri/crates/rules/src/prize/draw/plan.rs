//! What is drawn, among whom, and what everyone is told before.

use crate::refusal::filled;
use crate::{Fen, MemberId, Moment, Place, Refusal, TierId, Words};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most a prize of a draw may be worth: 50 000 yuan (规范促销行为暂行规定, SAMR order 32, art. 17).
pub const WORTH_FEN_MAX: i64 = 5_000_000;
/// Most winners of one draw.
const WINNERS_MAX: i64 = 500;
/// Most tickets of one person.
pub const TICKETS_MAX: i64 = 1_000;

/// Something that is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DrawPrize)]
pub struct Share {
    /// What it is.
    pub name: String,
    /// How many there are.
    pub count: i64,
    /// What one is worth.
    pub worth_fen: Fen,
}

/// How many tickets each has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
#[schema(as = DrawTickets)]
pub enum Tickets {
    /// One each.
    One,
    /// One for each full amount of net sales in a stretch of time, at most so many.
    Sales {
        /// The amount.
        fen: Fen,
        /// From when.
        from: Moment,
        /// Until when, the moment itself not included.
        until: Moment,
        /// At most.
        most: i64,
    },
    /// As they are listed: member and tickets.
    Listed {
        /// Who has how many.
        list: Vec<(MemberId, i64)>,
    },
}

/// A draw as it is planned. Everything in it is told before the draw, and hashed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DrawPlan)]
pub struct Plan {
    /// Its name.
    pub name: String,
    /// What there is to say about it: how and when prizes are handed over.
    pub words: String,
    /// What is drawn, in the order it is drawn.
    pub prizes: Vec<Share>,
    /// How many tickets each has.
    #[schema(inline)]
    pub tickets: Tickets,
    /// Only members of these tiers; none: of all.
    pub tiers: Vec<TierId>,
    /// Only a member and everyone below them.
    pub branch: Option<MemberId>,
    /// Whether one person can win more than once.
    pub wins_again: bool,
    /// When it is drawn.
    pub at: Moment,
    /// What public thing nobody can know before is mixed in, such as a lottery's numbers of that day;
    /// none: nothing is.
    pub public: Option<String>,
}

crate::refusals! {
    /// One or more parts of a draw are outside their bounds.
    DrawOutOfBounds {} 422,
    "抽奖有几项填得不对，什么都没有保存：请按各项的提示改正。",
    "Some parts of the draw are not right and nothing was saved: mend each as it says.";

    /// A prize is worth more than the law allows.
    DrawWorthTooMuch { name: String } 422,
    "“{name}”的价值超过 5 万元：抽奖的最高奖不得超过 5 万元（规范促销行为暂行规定第十七条）。请降低价值，或改用别的方式奖励。",
    "\"{name}\" is worth more than 50 000 yuan, the most a draw may give (SAMR order 32, art. 17). Lower it, or reward in another way.";
}

impl Plan {
    /// How many win.
    pub fn winners(&self) -> i64 {
        self.prizes.iter().map(|share| share.count).sum()
    }

    /// The plan as everyone sees it: who has how many tickets is told to each alone, and stands in the
    /// roster, which is hashed by itself.
    pub fn unlisted(&self) -> Self {
        let mut plan = self.clone();
        if let Tickets::Listed { list } = &mut plan.tickets {
            list.clear();
        }
        plan
    }

    /// Refuses what is out of bounds, naming every such part.
    pub fn check(&self) -> Result<(), Refusal> {
        filled("name", &self.name)?;
        if let Some(share) = self.prizes.iter().find(|s| s.worth_fen.0 > WORTH_FEN_MAX) {
            return Err(DrawWorthTooMuch {
                name: share.name.clone(),
            }
            .into());
        }
        let mut places = Vec::new();
        let mut fault = |column: &str, row: Option<usize>, is_wrong: bool, zh: &str, en: &str| {
            if is_wrong {
                places.push(Place {
                    column: Some(column.to_owned()),
                    row: row.and_then(|row| u32::try_from(row + 1).ok()),
                    mend: Some(Words::new(zh, en)),
                    ..Place::default()
                });
            }
        };
        let long = |text: &str, most| text.chars().count() > most;
        fault(
            "name",
            None,
            long(&self.name, 40),
            "最多 40 个字",
            "at most 40 characters",
        );
        fault(
            "words",
            None,
            long(&self.words, 1_000),
            "最多 1000 个字",
            "at most 1000 characters",
        );
        fault(
            "prizes",
            None,
            self.prizes.is_empty(),
            "请至少写一个奖项",
            "name at least one prize",
        );
        fault(
            "prizes",
            None,
            self.winners() > WINNERS_MAX,
            "一次最多 500 个中奖名额",
            "at most 500 win in one draw",
        );
        for (row, share) in self.prizes.iter().enumerate() {
            let row = Some(row);
            fault(
                "prize_name",
                row,
                share.name.trim().is_empty() || long(&share.name, 40),
                "请写奖项名称（1 到 40 个字）",
                "name it in 1 to 40 characters",
            );
            fault(
                "prize_count",
                row,
                !(1..=WINNERS_MAX).contains(&share.count),
                "请填 1 到 500 的整数",
                "give a whole number from 1 to 500",
            );
            fault(
                "prize_worth",
                row,
                share.worth_fen.0 <= 0,
                "请写明价值多少元，开始前要告诉大家",
                "say what it is worth; everyone is told before the start",
            );
        }
        let of_tickets = match &self.tickets {
            Tickets::One => false,
            Tickets::Sales {
                fen,
                from,
                until,
                most,
            } => fen.0 <= 0 || until <= from || !(1..=TICKETS_MAX).contains(most),
            Tickets::Listed { list } => {
                list.is_empty() || list.iter().any(|(_, n)| !(1..=TICKETS_MAX).contains(n))
            }
        };
        fault(
            "tickets",
            None,
            of_tickets,
            "奖券：金额要大于 0，结束晚于开始，每人 1 到 1000 张",
            "tickets: an amount above 0, an end after its start, 1 to 1000 for each",
        );
        fault(
            "public",
            None,
            self.public
                .as_deref()
                .is_some_and(|p| p.trim().is_empty() || long(p, 100)),
            "请写明用哪一个公开的数（1 到 100 个字），例如“开奖当天福彩3D的开奖号码”",
            "say which public number it is, in 1 to 100 characters",
        );
        if places.is_empty() {
            return Ok(());
        }
        Err(Refusal::from(DrawOutOfBounds {}).at(places))
    }
}

#[cfg(test)]
pub(super) fn plan(prizes: &[(&str, i64)]) -> Plan {
    let share = |(name, count): &(&str, i64)| Share {
        name: (*name).to_owned(),
        count: *count,
        worth_fen: Fen(10_000),
    };
    Plan {
        name: "年会抽奖".to_owned(),
        words: String::new(),
        prizes: prizes.iter().map(share).collect(),
        tickets: Tickets::One,
        tiers: Vec::new(),
        branch: None,
        wins_again: false,
        at: Moment(1_000),
        public: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prize_above_the_laws_limit_is_refused_with_the_article() {
        let mut dear = plan(&[("汽车", 1)]);
        dear.prizes[0].worth_fen = Fen(WORTH_FEN_MAX + 1);
        let no = dear.check().expect_err("too much");
        assert_eq!(no.code, "DrawWorthTooMuch");
        assert!(no.words.zh.contains("第十七条"), "{}", no.words.zh);
        dear.prizes[0].worth_fen = Fen(WORTH_FEN_MAX);
        assert_eq!(dear.check(), Ok(()));
    }

    #[test]
    fn what_has_to_be_told_before_is_asked_for() {
        let mut wrong = plan(&[("", 0)]);
        wrong.prizes[0].worth_fen = Fen(0);
        wrong.tickets = Tickets::Listed { list: Vec::new() };
        wrong.public = Some(" ".to_owned());
        let no = wrong.check().expect_err("out of bounds");
        let named: Vec<_> = no.places.iter().flat_map(|p| &p.column).collect();
        assert_eq!(
            named,
            [
                "prize_name",
                "prize_count",
                "prize_worth",
                "tickets",
                "public"
            ]
        );
    }
}
