//! Titles (荣誉称号) and rights (权益): given to somebody by a person, for a reason, from a day on, for a
//! term or for good.
//!
//! A travelling title (流动称号) has one holder: giving it to another ends it where it was, on the day the
//! other begins. Who holds what is a function of the givings and their ends, and what others read of it
//! depends on its holder's own consent.

use crate::points::grant::check_reason;
use crate::refusal::filled;
use crate::team::Roster;
use crate::{AwardId, ContestId, MemberId, Moment, Place, Refusal, RoundId, TitleId, Words};
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most people who get a title at once.
pub const PEOPLE_MAX: usize = 50;
const NAME_MAX: usize = 20;
const WORDS_MAX: usize = 200;
/// The longest term, in months.
const TERM_MAX: i64 = 60;

/// A title or right that can be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = TitlePlan)]
pub struct Plan {
    /// What it is called, such as 月度销冠.
    pub name: String,
    /// What it is given for.
    pub words: String,
    /// What it brings while it is held, such as 优先参加培训; empty: honour alone.
    pub brings: String,
    /// Whether it is a right and no title: known to who has it and who leads them, and to nobody else.
    pub is_right: bool,
    /// Whether one holds it at a time.
    pub travels: bool,
    /// For how many months it is given; none: for good.
    pub months: Option<i64>,
    /// Whether leaders may give it within their branch.
    pub by_leaders: bool,
}

crate::refusals! {
    /// One or more parts of a title are outside their bounds.
    TitleOutOfBounds {} 422,
    "有几项填得不对，什么都没有保存：请按各项的提示改正。",
    "Some parts are not right and nothing was saved: mend each as it says.";

    /// It is not given any more.
    TitleClosed { name: String } 409,
    "“{name}”已经停用，不能再授予。要再用，请新建一个。",
    "\"{name}\" is not given any more. Make a new one to give it again.";

    /// Its days are none.
    TitleDays { from: NaiveDate, until: NaiveDate } 422,
    "授予从 {from} 起，到 {until} 为止，结束要晚于开始。",
    "It begins on {from} and ends on {until}; the end comes after the start.";

    /// It is given to so many at once.
    TitlePeople { read: usize, most: usize } 422,
    "一次请选 1 到 {most} 位，现在是 {read} 位。",
    "Choose 1 to {most} people at once, not {read}.";

    /// Who left is not honoured with a new title.
    TitleGone { names: String } 422,
    "{names} 已经不在团队里了，请去掉再授予。",
    "{names} left the team. Take them off and give it again.";

    /// Somebody holds it already.
    TitleHeld { names: String, name: String } 409,
    "{names} 在这段时间里已经有“{name}”了，请去掉，或从现有的到期日开始。",
    "{names} hold \"{name}\" within this time already. Take them off, or begin when theirs ends.";

    /// A travelling title is passed on, not passed back into the past.
    TitleSince { name: String, since: NaiveDate } 409,
    "“{name}”从 {since} 起已经授予过别人，请从那一天或之后开始。",
    "\"{name}\" was given to somebody else from {since} on. Begin on that day or later.";

    /// It ended before, or its end is set already.
    TitleOver {} 409,
    "这个称号已经结束，或已经定好了交接的日子；可能刚有变化，请刷新看看。",
    "This has ended, or the day on which it passes on is set; it may have just changed. Refresh and look.";
}

impl Plan {
    /// The same without space around its words.
    pub fn tidy(mut self) -> Self {
        for text in [&mut self.name, &mut self.words, &mut self.brings] {
            *text = text.trim().to_owned();
        }
        self
    }

    /// Refuses what is out of bounds, naming every such part.
    pub fn check(&self) -> Result<(), Refusal> {
        filled("name", &self.name)?;
        let long = |text: &str, most| text.chars().count() > most;
        let faults = [
            (
                "name",
                long(&self.name, NAME_MAX),
                ("最多 20 个字", "at most 20 characters"),
            ),
            (
                "words",
                long(&self.words, WORDS_MAX),
                ("最多 200 个字", "at most 200 characters"),
            ),
            (
                "brings",
                long(&self.brings, WORDS_MAX),
                ("最多 200 个字", "at most 200 characters"),
            ),
            (
                "months",
                self.months.is_some_and(|n| !(1..=TERM_MAX).contains(&n)),
                ("请填 1 到 60 的整数", "give a whole number from 1 to 60"),
            ),
        ];
        let wrong = faults.into_iter().filter(|(_, is_wrong, _)| *is_wrong);
        let places: Vec<Place> = wrong
            .map(|(column, _, (zh, en))| Place {
                column: Some(column.to_owned()),
                mend: Some(Words::new(zh, en)),
                ..Place::default()
            })
            .collect();
        if places.is_empty() {
            return Ok(());
        }
        Err(Refusal::from(TitleOutOfBounds {}).at(places))
    }

    /// When a giving ends that begins on a day: after its term. None: it does not.
    pub fn until(&self, from: NaiveDate) -> Option<NaiveDate> {
        let months = u32::try_from(self.months?).ok()?;
        from.checked_add_months(Months::new(months))
    }
}

/// Why a giving ended before its term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AwardEnd)]
pub enum Why {
    /// It went to another.
    Passed,
    /// A person took it back, with a reason.
    TakenBack,
}

/// An end before the term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The first day on which it is not held any more.
    pub day: NaiveDate,
    /// Why.
    pub why: Why,
    /// In words; empty when it was passed on.
    pub reason: String,
}

/// A title as it was given to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Which giving.
    pub id: AwardId,
    /// Of what.
    pub title: TitleId,
    /// To whom.
    pub member: MemberId,
    /// From this business day on.
    pub from: NaiveDate,
    /// Until this one, itself not included; none: for good.
    pub until: Option<NaiveDate>,
    /// What it was given for (颁奖词).
    pub reason: String,
    /// After which nominations.
    pub round: Option<RoundId>,
    /// By which contest's result.
    pub contest: Option<ContestId>,
    /// By whom.
    pub by: MemberId,
    /// When.
    pub at: Moment,
    /// Its end before the term.
    pub end: Option<End>,
    /// Whether its holder agreed that others read of it; none: not answered.
    pub agreed: Option<bool>,
}

/// How a giving stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AwardStanding)]
pub enum Standing {
    /// It is held.
    Held,
    /// It begins later.
    Ahead,
    /// Its term is over.
    Over,
    /// It went to another.
    Passed,
    /// It was taken back.
    TakenBack,
}

impl Award {
    /// The first day on which it is not held any more.
    pub fn last(&self) -> Option<NaiveDate> {
        let ended = self.end.as_ref().map(|end| end.day);
        [ended, self.until].into_iter().flatten().min()
    }

    /// How it stands on a day.
    pub fn standing(&self, day: NaiveDate) -> Standing {
        let ended = self
            .end
            .as_ref()
            .filter(|end| end.day <= day.max(self.from));
        match ended.map(|end| end.why) {
            Some(Why::Passed) => Standing::Passed,
            Some(Why::TakenBack) => Standing::TakenBack,
            None if day < self.from => Standing::Ahead,
            None if self.until.is_some_and(|until| until <= day) => Standing::Over,
            None => Standing::Held,
        }
    }

    /// Whether any day of `from..until` is one of its own.
    fn meets(&self, from: NaiveDate, until: Option<NaiveDate>) -> bool {
        let last = self.last();
        last.is_none_or(|last| from < last && self.from < last)
            && until.is_none_or(|until| self.from < until)
    }

    /// Refuses to end what is over.
    pub fn check_end(&self, today: NaiveDate, reason: &str) -> Result<(), Refusal> {
        check_reason(reason)?;
        match self.standing(today) {
            Standing::Held | Standing::Ahead if self.end.is_none() => Ok(()),
            _ => Err(TitleOver {}.into()),
        }
    }
}

/// A giving that somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// To whom.
    pub to: Vec<MemberId>,
    /// From this business day on.
    pub from: NaiveDate,
    /// Until this one, itself not included; none: for good.
    pub until: Option<NaiveDate>,
    /// What for.
    pub reason: String,
}

impl Ask {
    /// The same with everyone named once.
    pub fn tidy(mut self) -> Self {
        let mut seen = std::collections::BTreeSet::new();
        self.to.retain(|member| seen.insert(*member));
        self.reason = self.reason.trim().to_owned();
        self
    }

    /// Refuses what cannot be given; answers with the givings that it ends, where a title travels.
    pub fn check<'a>(
        &self,
        plan: &Plan,
        given: &'a [Award],
        roster: &Roster,
        now: Moment,
    ) -> Result<Vec<&'a Award>, Refusal> {
        check_reason(&self.reason)?;
        let most = if plan.travels { 1 } else { PEOPLE_MAX };
        if !(1..=most).contains(&self.to.len()) {
            let read = self.to.len();
            return Err(TitlePeople { read, most }.into());
        }
        if let Some(until) = self.until.filter(|until| *until <= self.from) {
            let from = self.from;
            return Err(TitleDays { from, until }.into());
        }
        let here = |id: &MemberId| roster.member(*id).is_some_and(|one| one.is_here_at(now));
        let names = |ids: &mut dyn Iterator<Item = MemberId>| {
            let names: Vec<&str> = ids.map(|id| roster.name(id)).collect();
            (!names.is_empty()).then(|| names.join("、"))
        };
        let gone = self.to.iter().filter(|id| !here(id)).copied();
        if let Some(names) = names(&mut { gone }) {
            return Err(TitleGone { names }.into());
        }
        let meets = given
            .iter()
            .filter(|award| award.meets(self.from, self.until));
        let held = meets.clone().map(|award| award.member);
        if let Some(names) = names(&mut held.filter(|id| self.to.contains(id))) {
            let name = plan.name.clone();
            return Err(TitleHeld { names, name }.into());
        }
        if !plan.travels {
            return Ok(Vec::new());
        }
        // What was passed on already stays so; there is room again where that ends.
        let since = |award: &Award| match &award.end {
            Some(end) => Some(end.day),
            None => (self.from < award.from).then_some(award.from),
        };
        match meets.clone().find_map(since) {
            None => Ok(meets.collect()),
            Some(since) => Err(TitleSince {
                name: plan.name.clone(),
                since,
            }
            .into()),
        }
    }
}

mod won;
pub use won::won;

#[cfg(test)]
mod tests;
