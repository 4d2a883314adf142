//! 1v1 PK by consent as one table (DOMAIN law 13): a member challenges another who takes part, who
//! accepts or declines; unanswered it times out. Whoever waits for an answer or fights is not free for
//! another.

use crate::{EntrantId, Moment, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const HOUR_MS: i64 = 3_600_000;

/// Where a challenge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestDuelState)]
pub enum State {
    /// It waits for an answer.
    Waiting,
    /// They fight.
    Accepted,
    /// The challenged did not want it.
    Declined,
    /// Nobody answered in time.
    TimedOut,
    /// The challenger took it back.
    Withdrawn,
}

/// What can be done with a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestDuelAct)]
pub enum Act {
    /// Fight.
    Accept,
    /// Rather not.
    Decline,
    /// Take it back.
    Withdraw,
    /// Its time is over.
    TimeOut,
}

/// Whose act it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who challenges.
    Challenger,
    /// Who is challenged.
    Challenged,
    /// Time.
    Clock,
}

/// One row of the table.
pub type Step = (State, Act, Side, State);

/// The life of a challenge. What was accepted holds: nobody backs out of a pair they are losing.
pub const STEPS: &[Step] = &[
    (
        State::Waiting,
        Act::Accept,
        Side::Challenged,
        State::Accepted,
    ),
    (
        State::Waiting,
        Act::Decline,
        Side::Challenged,
        State::Declined,
    ),
    (
        State::Waiting,
        Act::Withdraw,
        Side::Challenger,
        State::Withdrawn,
    ),
    (State::Waiting, Act::TimeOut, Side::Clock, State::TimedOut),
];

crate::refusals! {
    /// The contest is no PK.
    NoDuels {} 409,
    "这场竞赛没有 PK。",
    "This contest has no PK.";

    /// Where the challenge stands does not allow the act, or it is another's to do.
    DuelStep { act_zh: String, act_en: String, state_zh: String, state_en: String } 409,
    "这次挑战{state_zh}，你不能{act_zh}；可能刚有变化，请刷新看看。",
    "The challenge {state_en}, so you cannot {act_en}; it may just have changed. Refresh and look.";

    /// Who can be challenged is another member who takes part.
    DuelWhom {} 422,
    "只能挑战参加这场竞赛、你能看到名字的其他成员。",
    "Challenge another member who takes part and whose name you can see.";

    /// The challenger has an open challenge or a pair.
    DuelOwn {} 409,
    "你已有一个等答复的挑战或正在进行的 PK：一次只能有一个。",
    "You already have an open challenge or a PK: one at a time.";

    /// The challenged has an open challenge or a pair.
    DuelTaken {} 409,
    "对方已有一个等答复的挑战或正在进行的 PK，请换一位。",
    "They already have an open challenge or a PK. Challenge somebody else.";

    /// Who challenged does not take part any more.
    DuelGone {} 409,
    "对方已不参加这场竞赛，不能应战了。",
    "They do not take part in this contest any more, so there is nobody to fight.";
}

/// Two who fight, or might.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duel {
    /// Who challenged.
    pub challenger: EntrantId,
    /// Whom.
    pub challenged: EntrantId,
    /// The first moment at which it cannot be answered any more.
    pub until: Moment,
    /// What was done with it by a person.
    pub answer: Option<Act>,
}

impl Duel {
    /// Where it stands at a moment.
    pub fn state(&self, now: Moment) -> State {
        let act = match self.answer {
            Some(act) => act,
            None if self.until <= now => Act::TimeOut,
            None => return State::Waiting,
        };
        let done = STEPS.iter().find(|(_, does, ..)| *does == act);
        done.map_or(State::Waiting, |(.., to)| *to)
    }

    /// Which side somebody is on.
    pub fn side(&self, entrant: EntrantId) -> Option<Side> {
        match entrant {
            one if one == self.challenger => Some(Side::Challenger),
            one if one == self.challenged => Some(Side::Challenged),
            _ => None,
        }
    }

    /// What an act of somebody leads to; refused when the table has no such step.
    pub fn step(&self, act: Act, by: EntrantId, now: Moment) -> Result<State, Refusal> {
        let (from, side) = (self.state(now), self.side(by));
        let found = STEPS
            .iter()
            .find(|(state, does, whose, _)| (*state, *does, Some(*whose)) == (from, act, side));
        found.map(|(.., to)| *to).ok_or_else(|| {
            DuelStep {
                act_zh: act.words().0.to_owned(),
                act_en: act.words().1.to_owned(),
                state_zh: from.words().0.to_owned(),
                state_en: from.words().1.to_owned(),
            }
            .into()
        })
    }

    /// What somebody may do with it.
    pub fn may(&self, by: EntrantId, now: Moment) -> Vec<Act> {
        let acts = STEPS.iter().map(|(_, act, ..)| *act);
        acts.filter(|act| self.step(*act, by, now).is_ok())
            .collect()
    }

    /// Whether it keeps its two from another.
    fn holds(&self, entrant: EntrantId, now: Moment) -> bool {
        let open = matches!(self.state(now), State::Waiting | State::Accepted);
        open && self.side(entrant).is_some()
    }
}

/// Until when a challenge made now can be answered.
pub fn until(now: Moment, accept_hours: i64) -> Moment {
    now.plus_ms(accept_hours.saturating_mul(HOUR_MS))
}

/// Whether somebody is free for a challenge.
pub fn is_free(duels: &[Duel], entrant: EntrantId, now: Moment) -> bool {
    !duels.iter().any(|duel| duel.holds(entrant, now))
}

/// Refuses a challenge that cannot be. `can_be` says who takes part and can be seen by the challenger.
pub fn challenge(
    duels: &[Duel],
    (from, to): (EntrantId, EntrantId),
    can_be: impl Fn(EntrantId) -> bool,
    now: Moment,
) -> Result<(), Refusal> {
    if from == to || !can_be(from) || !can_be(to) {
        return Err(DuelWhom {}.into());
    }
    if !is_free(duels, from, now) {
        return Err(DuelOwn {}.into());
    }
    if !is_free(duels, to, now) {
        return Err(DuelTaken {}.into());
    }
    Ok(())
}

/// Those who fight.
pub fn accepted(duels: &[Duel], now: Moment) -> Vec<(EntrantId, EntrantId)> {
    let fights = duels
        .iter()
        .filter(|duel| duel.state(now) == State::Accepted);
    fights
        .map(|duel| (duel.challenger, duel.challenged))
        .collect()
}

impl State {
    /// As people call it, after "the challenge".
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Waiting => ("在等答复", "waits for an answer"),
            Self::Accepted => ("已应战", "was accepted"),
            Self::Declined => ("已谢绝", "was declined"),
            Self::TimedOut => ("已过期", "timed out"),
            Self::Withdrawn => ("已撤回", "was withdrawn"),
        }
    }
}

impl Act {
    /// As people call it, after "cannot".
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Accept => ("应战", "accept it"),
            Self::Decline => ("谢绝", "decline it"),
            Self::Withdraw => ("撤回", "withdraw it"),
            Self::TimeOut => ("让它过期", "let it time out"),
        }
    }
}

#[cfg(test)]
#[path = "duel_tests.rs"]
mod tests;
