//! What a prize is, what it costs, and whom it is for.

use crate::refusal::filled;
use crate::team::Roster;
use crate::{Fen, MemberId, Moment, Period, Place, Refusal, TierId, Words};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most points one piece can be priced at.
pub const POINTS_MAX: i64 = 100_000_000;
/// Most one piece can cost, in fen: ten million yuan.
const COST_FEN_MAX: i64 = 1_000_000_000;
/// Most characters of a name.
const NAME_MAX: usize = 40;
/// Most characters of a description.
const WORDS_MAX: usize = 1_000;

/// What kind of thing a prize is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PrizeKind)]
pub enum Kind {
    /// Something bought.
    Goods,
    /// A voucher or card.
    Voucher,
    /// Paid leave.
    Leave,
    /// A place in a training.
    Training,
    /// A journey.
    Travel,
    /// A cash equivalent; its cost is shown to everyone.
    Cash,
    /// Something the team itself sells.
    OwnProduct,
}

/// How many pieces one person may redeem, and in which stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PrizeLimit)]
pub struct Limit {
    /// Pieces, 1 or more.
    pub pieces: i64,
    /// Of business days; none: ever.
    #[schema(inline)]
    pub period: Option<Period>,
}

/// A prize as the founder offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PrizeOffer)]
pub struct Offer {
    /// What kind of thing.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What there is to say about it.
    pub words: String,
    /// What one piece costs a member, in points.
    pub points: i64,
    /// What one piece costs the team; always said of a cash equivalent.
    pub cost_fen: Option<Fen>,
    /// Whether its pieces are counted; else it never runs out.
    pub stocked: bool,
    /// At so many pieces or fewer its stock is low.
    pub low: i64,
    /// How many one person may redeem.
    #[schema(inline)]
    pub limit: Option<Limit>,
    /// Only for members of these tiers; none: for all.
    pub tiers: Vec<TierId>,
    /// Only for a member and everyone below them.
    pub branch: Option<MemberId>,
    /// From when it can be redeemed.
    pub from: Option<Moment>,
    /// Until when, the moment itself not included.
    pub until: Option<Moment>,
    /// Whether somebody approves each redemption.
    pub approval: bool,
    /// Whether it is sent, so that an address is asked for.
    pub ships: bool,
    /// Whether it lies on the shelf.
    pub offered: bool,
}

crate::refusals! {
    /// One or more parts of a prize are outside their bounds.
    PrizeOutOfBounds {} 422,
    "奖品有几项填得不对，什么都没有保存：请按各项的提示改正。",
    "Some parts of the prize are not right and nothing was saved: mend each as it says.";

    /// It was taken from the shelf.
    PrizeNotOffered {} 409,
    "这件奖品已经下架，不能兑换。可以看看别的奖品。",
    "This prize was taken from the shelf. Look at the others.";

    /// It cannot be redeemed yet.
    PrizeNotYet { day: String } 409,
    "这件奖品从 {day} 开始兑换，请到时再来。",
    "This prize can be redeemed from {day}. Come back then.";

    /// It cannot be redeemed any more.
    PrizeOver { day: String } 409,
    "这件奖品的兑换在 {day} 截止了。可以看看别的奖品。",
    "This prize could be redeemed until {day}. Look at the others.";

    /// It is for others.
    PrizeNotForYou {} 403,
    "这件奖品只给指定的等级或分支，您现在不在范围内。",
    "This prize is for other tiers or another branch.";
}

impl Offer {
    /// Refuses what is out of bounds, naming every such part.
    pub fn check(&self) -> Result<(), Refusal> {
        filled("name", &self.name)?;
        let mut places = Vec::new();
        let mut fault = |column: &str, read: String, zh: String, en: String| {
            places.push(Place {
                column: Some(column.to_owned()),
                read: Some(read),
                mend: Some(Words::new(zh, en)),
                ..Place::default()
            });
        };
        let mut within = |column: &str, value: i64, least: i64, most: i64| {
            if !(least..=most).contains(&value) {
                fault(
                    column,
                    value.to_string(),
                    format!("请填 {least} 到 {most} 的整数"),
                    format!("give a whole number from {least} to {most}"),
                );
            }
        };
        within("points", self.points, 1, POINTS_MAX);
        within("low", self.low, 0, 1_000_000);
        within(
            "cost_fen",
            self.cost_fen.map_or(0, |c| c.0),
            0,
            COST_FEN_MAX,
        );
        within("limit", self.limit.map_or(1, |l| l.pieces), 1, 1_000_000);
        for (column, text, most) in [
            ("name", &self.name, NAME_MAX),
            ("words", &self.words, WORDS_MAX),
        ] {
            let read = text.chars().count();
            if read > most {
                fault(
                    column,
                    read.to_string(),
                    format!("最多 {most} 个字"),
                    format!("at most {most} characters"),
                );
            }
        }
        if self.kind == Kind::Cash && self.cost_fen.is_none_or(|cost| cost.0 == 0) {
            fault(
                "cost_fen",
                String::new(),
                "现金类奖品要写明值多少元，大家都会看到".to_owned(),
                "say what a cash equivalent is worth; everyone sees it".to_owned(),
            );
        }
        if let (Some(from), Some(until)) = (self.from, self.until)
            && until <= from
        {
            fault(
                "until",
                String::new(),
                "截止要晚于开始".to_owned(),
                "the end comes after the beginning".to_owned(),
            );
        }
        if places.is_empty() {
            return Ok(());
        }
        Err(Refusal::from(PrizeOutOfBounds {}).at(places))
    }

    /// Whether a member is of those it is for, as the team stands at a moment.
    pub fn is_for(&self, roster: &Roster, member: MemberId, now: Moment) -> bool {
        let tier = roster.tier_at(member, now);
        let of_tier = self.tiers.is_empty() || tier.is_some_and(|tier| self.tiers.contains(&tier));
        let in_branch = self
            .branch
            .is_none_or(|head| head == member || roster.tree.holds_at(head, member, now));
        of_tier && in_branch
    }

    /// What a new version changes of the one before, in words.
    pub fn changes(&self, before: &Self) -> Vec<Words> {
        let mut changes = Vec::new();
        let mut change = |is: bool, zh: String, en: String| {
            if is {
                changes.push(Words::new(zh, en));
            }
        };
        let yuan = |cost: Option<Fen>| cost.map_or("—".to_owned(), |cost| cost.yuan());
        change(
            self.name != before.name,
            format!("名称：{} → {}", before.name, self.name),
            format!("name: {} → {}", before.name, self.name),
        );
        change(
            self.points != before.points,
            format!("价格：{} → {} 分", before.points, self.points),
            format!("price: {} → {} points", before.points, self.points),
        );
        change(
            self.cost_fen != before.cost_fen,
            format!(
                "成本：{} → {} 元",
                yuan(before.cost_fen),
                yuan(self.cost_fen)
            ),
            format!(
                "cost: {} → {} yuan",
                yuan(before.cost_fen),
                yuan(self.cost_fen)
            ),
        );
        change(
            self.offered != before.offered,
            if self.offered { "上架" } else { "下架" }.to_owned(),
            if self.offered {
                "put on the shelf"
            } else {
                "taken from the shelf"
            }
            .to_owned(),
        );
        change(
            self.words != before.words,
            "说明".to_owned(),
            "its words".to_owned(),
        );
        change(
            self.limit != before.limit,
            "每人限兑".to_owned(),
            "the limit per person".to_owned(),
        );
        change(
            (&self.tiers, self.branch) != (&before.tiers, before.branch),
            "适用的人".to_owned(),
            "whom it is for".to_owned(),
        );
        change(
            (self.from, self.until) != (before.from, before.until),
            "兑换时间".to_owned(),
            "when it can be redeemed".to_owned(),
        );
        change(
            self.approval != before.approval,
            if self.approval {
                "改为需要审批"
            } else {
                "改为不用审批"
            }
            .to_owned(),
            if self.approval {
                "needs approval now"
            } else {
                "needs no approval now"
            }
            .to_owned(),
        );
        change(
            (self.kind, self.stocked, self.low, self.ships)
                != (before.kind, before.stocked, before.low, before.ships),
            "其他设置".to_owned(),
            "other settings".to_owned(),
        );
        changes
    }
}

#[cfg(test)]
pub(super) fn offer(points: i64) -> Offer {
    Offer {
        kind: Kind::Goods,
        name: "保温杯".to_owned(),
        words: String::new(),
        points,
        cost_fen: Some(Fen(4_500)),
        stocked: true,
        low: 2,
        limit: None,
        tiers: Vec::new(),
        branch: None,
        from: None,
        until: None,
        approval: true,
        ships: false,
        offered: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_out_of_bounds_is_named_at_once() {
        let wrong = Offer {
            kind: Kind::Cash,
            cost_fen: None,
            limit: Some(Limit {
                pieces: 0,
                period: None,
            }),
            from: Some(Moment(5)),
            until: Some(Moment(5)),
            ..offer(0)
        };
        let no = wrong.check().expect_err("out of bounds");
        let named: Vec<_> = no.places.iter().flat_map(|p| &p.column).collect();
        assert_eq!(named, ["points", "limit", "cost_fen", "until"]);
        assert_eq!(offer(1).check(), Ok(()));
    }

    #[test]
    fn a_new_version_says_what_it_changes() {
        let after = Offer {
            points: 300,
            offered: false,
            ..offer(200)
        };
        let said: Vec<_> = after
            .changes(&offer(200))
            .into_iter()
            .map(|w| w.zh)
            .collect();
        assert_eq!(said, ["价格：200 → 300 分", "下架"]);
    }
}
