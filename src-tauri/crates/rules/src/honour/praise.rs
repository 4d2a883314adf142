//! Praise: from anyone to one or several others, within rules that keep it honest.
//!
//! What is left of the month's budget is a function of the settings and this month's praises; nothing
//! carries over. How often two people praise each other is counted in both directions together, so that
//! a pair cannot pump points to and fro.

use crate::points::grant::{Granted, check_reason, draw_back};
use crate::points::lot::Pocket;
use crate::points::{Account, Cause, Draft, InLot, Terms};
use crate::team::{Roster, Settings};
use crate::{MemberId, Moment, PraiseId, Refusal, Window};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Most people of one praise.
pub const TO_MAX: usize = 10;
/// Most characters of its words.
pub const WORDS_MAX: usize = 300;
/// Most points for each of them.
const POINTS_MAX: i64 = 1_000_000;
/// For so long its giver may take it back without a reason.
const REGRET_MS: i64 = 24 * 60 * 60 * 1000;

/// How others answer a praise.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Reaction {
    /// Well done.
    Clap,
    /// From the heart.
    Heart,
    /// Let us celebrate.
    Cheer,
    /// Keep it up.
    Strong,
}

impl Reaction {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Clap, Self::Heart, Self::Cheer, Self::Strong];
}

crate::refusals! {
    /// A praise is for so many people.
    PraiseTo { read: usize } 422,
    "一次可以表扬 1 到 10 位，现在是 {read} 位，请调整后再发。",
    "One praise is for 1 to 10 people, not {read}. Change it and send again.";

    /// Nobody praises themselves.
    PraiseSelf {} 422,
    "不能表扬自己，请把自己从名单里去掉。",
    "You cannot praise yourself. Take yourself off the list.";

    /// A praise says something, and not too much.
    PraiseWords { read: usize } 422,
    "请写下为什么表扬（1 到 300 个字），现在是 {read} 个字。",
    "Say what for, in 1 to 300 characters; these are {read}.";

    /// The value is none of the team's.
    PraiseValue { read: String } 422,
    "“{read}”不在团队的价值观里，可能刚被改过，请重新选一个。",
    "\"{read}\" is none of the team's values; they may have just changed. Choose another.";

    /// A praise brings so many points.
    PraisePoints { asked: i64 } 422,
    "每人的积分请填 0 到 1000000 的整数，填的是 {asked}。",
    "Give each 0 to 1000000 points, not {asked}.";

    /// Who left is not praised.
    PraiseGone { names: String } 422,
    "{names} 已经不在团队里了，请从名单里去掉再发。",
    "{names} left the team. Take them off the list and send again.";

    /// The month's giving budget is used up.
    PraiseOverBudget { asked: i64, left: i64, budget: i64 } 409,
    "本月的赠分额度是 {budget} 分，还剩 {left} 分，不够送 {asked} 分。请少送一些，或者不带积分表扬。",
    "This month's giving budget is {budget} points with {left} left, not enough for {asked}. Give fewer, or praise without points.";

    /// Two people have praised each other often enough this month.
    PraisePair { names: String, most: i64 } 409,
    "本月您和 {names} 之间的表扬已经有 {most} 次（双方合计），下个月再表扬，或先表扬别的伙伴。",
    "You and {names} have praised each other {most} times this month, both directions counted. Wait for the next month, or praise somebody else.";

    /// Its giver's day for second thoughts is over.
    PraiseStands {} 403,
    "表扬发出超过 24 小时就不能自己撤回了。确有不妥，请联系对方的团队长或创始人。",
    "After 24 hours a praise cannot be taken back by its giver. If it is wrong, ask the receiver's leader or the founder.";

    /// It was taken back before.
    PraiseTakenBack {} 409,
    "这条表扬已经撤回了。",
    "This praise has been taken back already.";
}

/// A praise somebody wants to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The giver's own key: the same request praises once.
    pub request: String,
    /// Whom.
    pub to: Vec<MemberId>,
    /// For which of the team's values.
    pub value: String,
    /// What for.
    pub words: String,
    /// For each of them, from the giver's budget; 0: words alone.
    pub points: i64,
    /// By whom.
    pub by: MemberId,
}

/// What the giver's month holds already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Month {
    /// Points given.
    pub used: i64,
    /// Praises between the giver and each of those asked for, in both directions.
    pub between: BTreeMap<MemberId, i64>,
}

/// The business month of a moment.
pub fn month(settings: &Settings, now: Moment) -> Window {
    let calendar = settings.calendar();
    calendar.window(crate::Period::Month, calendar.day(now))
}

impl Ask {
    /// The same with everyone named once and no space around the words.
    pub fn tidy(mut self) -> Self {
        let mut seen = std::collections::BTreeSet::new();
        self.to.retain(|member| seen.insert(*member));
        self.words = self.words.trim().to_owned();
        self
    }

    /// Points in all.
    pub fn total(&self) -> i64 {
        let people = i64::try_from(self.to.len()).unwrap_or(i64::MAX);
        self.points.saturating_mul(people)
    }

    /// Refuses what no book is needed to refuse.
    pub fn check(&self, settings: &Settings) -> Result<(), Refusal> {
        if !(1..=TO_MAX).contains(&self.to.len()) {
            return Err(PraiseTo {
                read: self.to.len(),
            }
            .into());
        }
        if self.to.contains(&self.by) {
            return Err(PraiseSelf {}.into());
        }
        let read = self.words.chars().count();
        if !(1..=WORDS_MAX).contains(&read) {
            return Err(PraiseWords { read }.into());
        }
        if !settings.praise_values.contains(&self.value) {
            return Err(PraiseValue {
                read: self.value.clone(),
            }
            .into());
        }
        if !(0..=POINTS_MAX).contains(&self.points) {
            return Err(PraisePoints { asked: self.points }.into());
        }
        Ok(())
    }

    /// Refuses people who are not in the team any more.
    pub fn check_people(&self, roster: &Roster, now: Moment) -> Result<(), Refusal> {
        let here = |id: &MemberId| roster.member(*id).is_some_and(|one| one.is_here_at(now));
        let gone: Vec<&str> = self
            .to
            .iter()
            .filter(|id| !here(id))
            .map(|id| roster.name(*id))
            .collect();
        if gone.is_empty() {
            return Ok(());
        }
        Err(PraiseGone {
            names: gone.join("、"),
        }
        .into())
    }

    /// Refuses what goes past the month's budget or the pair's bound.
    pub fn check_month(
        &self,
        settings: &Settings,
        month: &Month,
        name: impl Fn(MemberId) -> String,
    ) -> Result<(), Refusal> {
        let most = settings.praise_pair_max;
        let often = |id: &&MemberId| month.between.get(id).copied().unwrap_or(0) >= most;
        let full: Vec<String> = self.to.iter().filter(often).map(|id| name(*id)).collect();
        if !full.is_empty() {
            return Err(PraisePair {
                names: full.join("、"),
                most,
            }
            .into());
        }
        let (asked, budget) = (self.total(), settings.praise_budget_points);
        let left = left(settings, month.used);
        if asked > left {
            return Err(PraiseOverBudget {
                asked,
                left,
                budget,
            }
            .into());
        }
        Ok(())
    }

    /// The posting of one person's share.
    pub fn draft(&self, share: i64, member: MemberId, terms: &Terms, now: Moment) -> Draft {
        Draft {
            expires_at: terms.expires_at(now),
            lot: InLot::Own,
            reason: Some(reason(&self.value, &self.words)),
            by: Some(self.by),
            ..Draft::new(
                (Cause::Praise, share, 0),
                member,
                (Account::Issued, Account::Available),
                self.points,
                now,
            )
        }
    }
}

/// What is left of the month's budget.
pub fn left(settings: &Settings, used: i64) -> i64 {
    (settings.praise_budget_points - used).max(0)
}

/// What the ledger says a praise's points were for.
pub fn reason(value: &str, words: &str) -> String {
    format!("{value} · {words}")
}

/// A praise as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Praise {
    /// Which.
    pub id: PraiseId,
    /// By whom.
    pub by: MemberId,
    /// For which value.
    pub value: String,
    /// What for.
    pub words: String,
    /// Points for each.
    pub points: i64,
    /// When.
    pub at: Moment,
    /// Each person's share of it, in the order they were named.
    pub shares: Vec<Share>,
}

/// One person's share of a praise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its number, under which its points are posted.
    pub id: i64,
    /// Whose.
    pub member: MemberId,
}

/// How somebody may take a praise back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PraiseTakeBack)]
pub enum TakeBack {
    /// Its giver, on second thoughts.
    Freely,
    /// Who leads its receivers, with a reason.
    WithReason,
}

impl Praise {
    /// How somebody may take it back. `leads`: they lead all who received it.
    pub fn take_back(
        &self,
        by: MemberId,
        leads: bool,
        now: Moment,
    ) -> Result<TakeBack, PraiseStands> {
        let fresh = now < self.at.plus_ms(REGRET_MS);
        match (self.by == by, leads) {
            (true, _) if fresh => Ok(TakeBack::Freely),
            (_, true) => Ok(TakeBack::WithReason),
            _ => Err(PraiseStands {}),
        }
    }

    /// The postings that take one share's points back, as a grant's are.
    pub fn back(
        &self,
        (share, lot): (Share, i64),
        pocket: &mut Pocket,
        terms: &Terms,
        (by, reason): (MemberId, &str),
        now: Moment,
    ) -> Vec<Draft> {
        let given = Granted {
            id: share.id,
            member: share.member,
            points: self.points,
            lot,
        };
        draw_back(Cause::PraiseBack, &given, pocket, terms, (by, reason), now)
    }
}

impl TakeBack {
    /// Refuses a reason that is missing where one is needed, or too long where one is given.
    pub fn check(self, reason: &str) -> Result<(), Refusal> {
        match self {
            Self::Freely if reason.trim().is_empty() => Ok(()),
            _ => check_reason(reason),
        }
    }
}

#[cfg(test)]
mod tests;
