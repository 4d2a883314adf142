//! The life of a contest as one table (DOMAIN law 13): which state, which act, whose, to which state.
//! The handlers, the buttons' reasons and the words of refusals read it.
//!
//! People's acts are recorded; time's acts ([`Side::Clock`]) are not: where a contest stands is a
//! function of its recorded acts, its rule and the moment ([`state`]).

mod words;

use super::Rule;
use crate::{Moment, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a contest stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestState)]
pub enum State {
    /// Being made; only who runs it sees it.
    Draft,
    /// Its rule is shown and hashed; it has not started.
    Published,
    /// It counts.
    Running,
    /// Nobody sees how it goes until it is revealed.
    Frozen,
    /// It is over, and how it ended is shown.
    Revealed,
    /// 公示期: the result can be objected to.
    Provisional,
    /// Prizes and points are posted.
    Final,
    /// Put away.
    Archived,
    /// Called off, with a reason.
    Cancelled,
}

/// What can be done with a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestAct)]
pub enum Act {
    /// Change a draft.
    Edit,
    /// Show its rule, hash it, fund its pot.
    Publish,
    /// Publish a new version of the rule, with a reason, told to all.
    Amend,
    /// It starts.
    Start,
    /// It is hidden.
    Freeze,
    /// It is over.
    End,
    /// Show how it ended.
    Reveal,
    /// Announce the result, so that it can be objected to.
    Announce,
    /// Make it final: prizes are posted.
    Finish,
    /// Put it away.
    Archive,
    /// Call it off.
    Cancel,
    /// Enter oneself, or leave again.
    Enter,
    /// Challenge another to a duel.
    Challenge,
    /// Accept or decline a challenge, or take one back.
    Respond,
    /// Say something.
    Comment,
    /// Check in (打卡).
    CheckIn,
    /// Enter a number by hand, with evidence.
    Tell,
    /// Decide on a number entered by hand.
    Judge,
    /// Object to the result.
    Object,
    /// Answer an objection.
    Answer,
    /// Decide the order of those who share a place.
    Untie,
    /// Hold the ceremony.
    Present,
    /// Apply or reject what later facts would change.
    Change,
}

/// Whose act it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who made the contest, and the founder.
    Runner,
    /// Whoever may see it.
    Viewer,
    /// Who may take part.
    Entrant,
    /// Time.
    Clock,
}

/// One row of the table.
pub type Step = (State, Act, Side, State);

/// The life of a contest.
pub const STEPS: &[Step] = &[
    (State::Draft, Act::Edit, Side::Runner, State::Draft),
    (State::Draft, Act::Publish, Side::Runner, State::Published),
    (State::Draft, Act::Cancel, Side::Runner, State::Cancelled),
    (State::Published, Act::Amend, Side::Runner, State::Published),
    (
        State::Published,
        Act::Cancel,
        Side::Runner,
        State::Cancelled,
    ),
    (
        State::Published,
        Act::Enter,
        Side::Entrant,
        State::Published,
    ),
    (
        State::Published,
        Act::Challenge,
        Side::Entrant,
        State::Published,
    ),
    (
        State::Published,
        Act::Respond,
        Side::Entrant,
        State::Published,
    ),
    (
        State::Published,
        Act::Comment,
        Side::Viewer,
        State::Published,
    ),
    (State::Published, Act::Start, Side::Clock, State::Running),
    (State::Running, Act::Amend, Side::Runner, State::Running),
    (State::Running, Act::Cancel, Side::Runner, State::Cancelled),
    (State::Running, Act::Enter, Side::Entrant, State::Running),
    (
        State::Running,
        Act::Challenge,
        Side::Entrant,
        State::Running,
    ),
    (State::Running, Act::Respond, Side::Entrant, State::Running),
    (State::Running, Act::Comment, Side::Viewer, State::Running),
    (State::Running, Act::CheckIn, Side::Entrant, State::Running),
    (State::Running, Act::Tell, Side::Entrant, State::Running),
    (State::Running, Act::Judge, Side::Runner, State::Running),
    (State::Running, Act::Freeze, Side::Clock, State::Frozen),
    (State::Running, Act::End, Side::Clock, State::Revealed),
    (State::Frozen, Act::Cancel, Side::Runner, State::Cancelled),
    (State::Frozen, Act::Respond, Side::Entrant, State::Frozen),
    (State::Frozen, Act::Comment, Side::Viewer, State::Frozen),
    (State::Frozen, Act::CheckIn, Side::Entrant, State::Frozen),
    (State::Frozen, Act::Tell, Side::Entrant, State::Frozen),
    (State::Frozen, Act::Judge, Side::Runner, State::Frozen),
    (State::Frozen, Act::Present, Side::Runner, State::Frozen),
    (State::Frozen, Act::Reveal, Side::Runner, State::Revealed),
    (State::Revealed, Act::Cancel, Side::Runner, State::Cancelled),
    (State::Revealed, Act::Comment, Side::Viewer, State::Revealed),
    (State::Revealed, Act::Judge, Side::Runner, State::Revealed),
    (State::Revealed, Act::Untie, Side::Runner, State::Revealed),
    (State::Revealed, Act::Present, Side::Runner, State::Revealed),
    (
        State::Revealed,
        Act::Announce,
        Side::Runner,
        State::Provisional,
    ),
    (
        State::Provisional,
        Act::Cancel,
        Side::Runner,
        State::Cancelled,
    ),
    (
        State::Provisional,
        Act::Comment,
        Side::Viewer,
        State::Provisional,
    ),
    (
        State::Provisional,
        Act::Object,
        Side::Viewer,
        State::Provisional,
    ),
    (
        State::Provisional,
        Act::Answer,
        Side::Runner,
        State::Provisional,
    ),
    (
        State::Provisional,
        Act::Judge,
        Side::Runner,
        State::Provisional,
    ),
    (
        State::Provisional,
        Act::Untie,
        Side::Runner,
        State::Provisional,
    ),
    (
        State::Provisional,
        Act::Present,
        Side::Runner,
        State::Provisional,
    ),
    (State::Provisional, Act::Finish, Side::Runner, State::Final),
    (State::Final, Act::Change, Side::Runner, State::Final),
    (State::Final, Act::Archive, Side::Runner, State::Archived),
    (State::Archived, Act::Change, Side::Runner, State::Archived),
];

crate::refusals! {
    /// Where the contest stands does not allow the act, or it is another's to do.
    ContestStep { act_zh: String, act_en: String, state_zh: String, state_en: String } 409,
    "竞赛现在是“{state_zh}”，不能{act_zh}；可能刚被别人处理过，请刷新看看。",
    "The contest is {state_en} now, so you cannot {act_en}; somebody may just have acted. Refresh and look.";

    /// It is hidden until it is over.
    NotOverYet {} 409,
    "竞赛还没结束，封榜期间不能揭榜。请等到截止时间之后。",
    "The contest is not over, and while it is frozen it cannot be revealed. Wait until it has ended.";

    /// What is called off or changed has a reason.
    ContestReason {} 422,
    "请写明原因（1 到 200 个字），所有人都会看到。",
    "Give a reason of 1 to 200 characters; everyone will see it.";
}

/// Where a contest stands at a moment, by the last recorded act of people and its rule. It only moves
/// forward as the moment does; a clock that is set back is believed, since nothing of time is recorded.
pub fn state(recorded: State, rule: &Rule, now: Moment) -> State {
    if recorded != State::Published || now < rule.start {
        return recorded;
    }
    match freeze(rule) {
        Some(freeze) if freeze <= now => State::Frozen,
        _ if now < rule.end => State::Running,
        _ => State::Revealed,
    }
}

/// When a rule hides how it goes. Not at its end or later: what was shown is not hidden again.
fn freeze(rule: &Rule) -> Option<Moment> {
    rule.freeze_at.filter(|freeze| *freeze < rule.end)
}

/// When time alone changes where it stands next, or what may be done: from its end on a frozen one can
/// be revealed, from the end of the appeals on a provisional one can be final.
pub fn next_at(state: State, rule: &Rule, appeal_until: Option<Moment>) -> Option<Moment> {
    match state {
        State::Published => Some(rule.start),
        State::Running => Some(freeze(rule).unwrap_or(rule.end)),
        State::Frozen => Some(rule.end),
        State::Provisional => appeal_until,
        _ => None,
    }
}

/// What an act leads to; refused when the table has no such step.
pub fn step(from: State, act: Act, sides: &[Side]) -> Result<State, Refusal> {
    let found = STEPS
        .iter()
        .find(|(state, does, side, _)| *state == from && *does == act && sides.contains(side));
    found.map(|(.., to)| *to).ok_or_else(|| {
        ContestStep {
            act_zh: act.words().0.to_owned(),
            act_en: act.words().1.to_owned(),
            state_zh: from.words().0.to_owned(),
            state_en: from.words().1.to_owned(),
        }
        .into()
    })
}

/// What may be done from a state by someone on these sides.
pub fn may(from: State, sides: &[Side]) -> Vec<Act> {
    let steps = STEPS.iter().filter(|(state, ..)| *state == from);
    steps
        .filter(|(_, _, side, _)| sides.contains(side))
        .map(|(_, act, ..)| *act)
        .collect()
}

impl State {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Draft,
        Self::Published,
        Self::Running,
        Self::Frozen,
        Self::Revealed,
        Self::Provisional,
        Self::Final,
        Self::Archived,
        Self::Cancelled,
    ];

    /// Whether its rule counts facts: it was published and not called off.
    pub fn is_public(self) -> bool {
        !matches!(self, Self::Draft | Self::Cancelled)
    }

    /// Whether its result stands.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Final | Self::Archived)
    }
}

#[cfg(test)]
#[path = "life_tests.rs"]
mod tests;
