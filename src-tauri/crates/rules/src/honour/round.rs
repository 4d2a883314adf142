//! Nominations (提名): who deserves a title, with evidence, then a vote or a decision.
//!
//! Time moves a round on; what is counted is not told before the vote is over, so that nobody votes with
//! the majority. The result is advice: a person decides, and says why where they differ from it.

use crate::points::grant::check_reason;
use crate::{MemberId, Moment, Place, Refusal, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The longest round, in days.
const DAYS_MAX: i64 = 92;
const WORDS_MAX: usize = 300;
/// Evidence says something, and not too much.
const EVIDENCE: std::ops::RangeInclusive<usize> = 5..=500;

/// A round as it was announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RoundPlan)]
pub struct Plan {
    /// What there is to say about it.
    pub words: String,
    /// People are nominated until then.
    pub nominate_until: Moment,
    /// Everyone votes until then; none: there is no vote.
    pub vote_until: Option<Moment>,
    /// Only a member and everyone below them take part; none: the whole team.
    pub branch: Option<MemberId>,
}

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoundState)]
pub enum State {
    /// People are nominated.
    Nominating,
    /// Everyone votes.
    Voting,
    /// Somebody has to decide.
    Deciding,
    /// It is decided.
    Decided,
    /// It was called off.
    Cancelled,
}

/// What can be done with a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoundAct)]
pub enum Act {
    /// Nominate somebody.
    Nominate,
    /// Take a nomination back: who made it, who is nominated, who runs the round.
    Withdraw,
    /// Vote.
    Vote,
    /// Say who gets the title.
    Decide,
    /// Call it off.
    Cancel,
}

/// Which acts a state allows, and what they lead to.
pub const STEPS: &[(State, Act, State)] = &[
    (State::Nominating, Act::Nominate, State::Nominating),
    (State::Nominating, Act::Withdraw, State::Nominating),
    (State::Nominating, Act::Cancel, State::Cancelled),
    (State::Voting, Act::Withdraw, State::Voting),
    (State::Voting, Act::Vote, State::Voting),
    (State::Voting, Act::Cancel, State::Cancelled),
    (State::Deciding, Act::Decide, State::Decided),
    (State::Deciding, Act::Cancel, State::Cancelled),
];

crate::refusals! {
    /// Where the round stands does not allow the act.
    RoundStep { act_zh: String, act_en: String, state_zh: String, state_en: String } 409,
    "这次评选现在是“{state_zh}”，不能{act_zh}；可能刚有变化，请刷新看看。",
    "The round is {state_en} now, so you cannot {act_en}; it may have just changed. Refresh and look.";

    /// The times of a round are none.
    RoundOutOfBounds {} 422,
    "有几项填得不对，什么都没有保存：请按各项的提示改正。",
    "Some parts are not right and nothing was saved: mend each as it says.";

    /// A nomination needs evidence.
    NominationEvidence { read: usize } 422,
    "请写明事迹（5 到 500 个字），现在是 {read} 个字。",
    "Say what they did, in 5 to 500 characters; these are {read}.";

    /// One nominates the same person once in a round.
    NominationKnown { name: String } 409,
    "您已经提名过 {name} 了。要改事迹，请先撤回原来的提名。",
    "You have nominated {name} already. Take that back first to write other evidence.";

    /// Nominees are of the round's people.
    NominationOutside { name: String } 422,
    "{name} 不在这次评选的范围里，请换一位。",
    "{name} is not among those this round is for. Choose somebody else.";

    /// The vote is not for somebody nominated.
    VoteForNobody {} 409,
    "这位已经不在提名里了，请重新选一位。",
    "They are not nominated any more. Choose somebody else.";

    /// Nobody votes for themselves.
    VoteForSelf {} 422,
    "不能投给自己，请选别的伙伴。",
    "You cannot vote for yourself. Choose somebody else.";

    /// Only nominees get the title.
    DecideNominee {} 422,
    "获选的人要在提名名单里，请重新选择。",
    "Who gets it must be nominated. Choose again.";

    /// Another outcome than the vote's has its reason.
    DecideAgainstVote { names: String } 422,
    "得票最多的是 {names}。要另选他人，请写明原因，原因会公示。",
    "{names} got the most votes. To decide otherwise, say why; everyone will read it.";
}

impl State {
    /// As people call it.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Nominating => ("提名中", "open for nominations"),
            Self::Voting => ("投票中", "open for votes"),
            Self::Deciding => ("待公布", "to be decided"),
            Self::Decided => ("已公布", "decided"),
            Self::Cancelled => ("已取消", "called off"),
        }
    }
}

impl Act {
    /// As people call it, after "cannot".
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Nominate => ("提名", "nominate"),
            Self::Withdraw => ("撤回提名", "take a nomination back"),
            Self::Vote => ("投票", "vote"),
            Self::Decide => ("公布结果", "decide"),
            Self::Cancel => ("取消", "call it off"),
        }
    }
}

/// What an act leads to; refused when the table has no such step.
pub fn step(from: State, act: Act) -> Result<State, Refusal> {
    let found = STEPS
        .iter()
        .find(|(state, does, _)| *state == from && *does == act);
    found.map(|(.., to)| *to).ok_or_else(|| {
        RoundStep {
            act_zh: act.words().0.to_owned(),
            act_en: act.words().1.to_owned(),
            state_zh: from.words().0.to_owned(),
            state_en: from.words().1.to_owned(),
        }
        .into()
    })
}

impl Plan {
    /// Refuses times that are none, naming each.
    pub fn check(&self, now: Moment) -> Result<(), Refusal> {
        let last = now.plus_days(DAYS_MAX);
        let vote_is_wrong = self
            .vote_until
            .is_some_and(|until| until <= self.nominate_until || until > last);
        let faults = [
            (
                "words",
                self.words.chars().count() > WORDS_MAX,
                ("最多 300 个字", "at most 300 characters"),
            ),
            (
                "nominate_until",
                self.nominate_until <= now || self.nominate_until > last,
                (
                    "请选一个以后的时间，最晚三个月后",
                    "choose a time from now on, within three months",
                ),
            ),
            (
                "vote_until",
                vote_is_wrong,
                (
                    "请选提名截止以后的时间，最晚三个月后",
                    "choose a time after nominations end, within three months",
                ),
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
        Err(Refusal::from(RoundOutOfBounds {}).at(places))
    }

    /// Where a round stands that has had no end yet.
    pub fn state(&self, now: Moment) -> State {
        match self.vote_until {
            _ if now < self.nominate_until => State::Nominating,
            Some(until) if now < until => State::Voting,
            _ => State::Deciding,
        }
    }
}

/// A nomination that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nomination {
    /// Its number in the round, from 1.
    pub seq: i64,
    /// Who is nominated.
    pub member: MemberId,
    /// What they did.
    pub evidence: String,
    /// Who says so.
    pub by: MemberId,
    /// When.
    pub at: Moment,
}

/// The evidence without space around it; refuses what says too little or too much.
pub fn check_evidence(text: &str) -> Result<&str, Refusal> {
    let text = text.trim();
    let read = text.chars().count();
    if EVIDENCE.contains(&read) {
        return Ok(text);
    }
    Err(NominationEvidence { read }.into())
}

/// Somebody nominated, and how many voted for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Who.
    pub member: MemberId,
    /// How many votes.
    pub votes: i64,
    /// Their place: as many votes, the same place.
    pub place: u64,
}

/// The count: everyone nominated by their votes, and as people came to be nominated where those are the
/// same. A vote for somebody whose nominations were taken back counts for nobody.
pub fn tally(nominations: &[Nomination], votes: &BTreeMap<MemberId, MemberId>) -> Vec<Tally> {
    let mut order: Vec<MemberId> = Vec::new();
    for nomination in nominations {
        if !order.contains(&nomination.member) {
            order.push(nomination.member);
        }
    }
    let count = |member: MemberId| {
        let count = votes.values().filter(|vote| **vote == member).count();
        i64::try_from(count).unwrap_or(i64::MAX)
    };
    let mut found: Vec<Tally> = order
        .into_iter()
        .map(|member| Tally {
            member,
            votes: count(member),
            place: 1,
        })
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.votes));
    for at in 1..found.len() {
        let (before, one) = (found[at - 1], found[at]);
        found[at].place = match one.votes == before.votes {
            true => before.place,
            false => u64::try_from(at).unwrap_or(u64::MAX) + 1,
        };
    }
    found
}

/// Refuses a decision for somebody who is not nominated, and one against the vote that does not say why.
/// With votes, nobody is left out who has more than somebody chosen; a shared place is decided freely.
pub fn check_decision(
    chosen: &[MemberId],
    tally: &[Tally],
    has_vote: bool,
    against: Option<&str>,
    name: impl Fn(MemberId) -> String,
) -> Result<(), Refusal> {
    let votes = |member: &MemberId| tally.iter().find(|one| one.member == *member);
    if chosen.iter().any(|member| votes(member).is_none()) {
        return Err(DecideNominee {}.into());
    }
    let least = chosen.iter().filter_map(votes).map(|one| one.votes).min();
    let passed: Vec<String> = tally
        .iter()
        .filter(|one| !chosen.contains(&one.member))
        .filter(|one| least.is_some_and(|least| one.votes > least))
        .map(|one| name(one.member))
        .collect();
    match against.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => check_reason(text),
        None if has_vote && !passed.is_empty() => Err(DecideAgainstVote {
            names: passed.join("、"),
        }
        .into()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
