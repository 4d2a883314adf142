//! The life of a draw as one table.

use crate::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a draw stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DrawState)]
pub enum State {
    /// Being planned; only who runs it sees it.
    Draft,
    /// Roster and rule are fixed, and the seed's hash is published.
    Committed,
    /// The winners are drawn and the seed is shown.
    Drawn,
    /// Called off before it was drawn.
    Cancelled,
}

/// What can be done with a draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DrawAct)]
pub enum Act {
    /// Change the plan.
    Edit,
    /// Fix roster and rule, publish their hashes and the seed's.
    Commit,
    /// Draw, and show the seed.
    Draw,
    /// A winner is not there: the next number of the same sequence wins instead.
    Absent,
    /// Call it off, with a reason.
    Cancel,
}

/// The life of a draw. After its commitment nothing of it changes any more.
pub const STEPS: &[(State, Act, State)] = &[
    (State::Draft, Act::Edit, State::Draft),
    (State::Draft, Act::Commit, State::Committed),
    (State::Draft, Act::Cancel, State::Cancelled),
    (State::Committed, Act::Draw, State::Drawn),
    (State::Committed, Act::Cancel, State::Cancelled),
    (State::Drawn, Act::Absent, State::Drawn),
];

crate::refusals! {
    /// Where the draw stands does not allow the act.
    DrawStep { act_zh: String, act_en: String, state_zh: String, state_en: String } 409,
    "这次抽奖现在是“{state_zh}”，不能{act_zh}；可能刚有变化，请刷新看看。",
    "The draw is {state_en} now, so you cannot {act_en}; it may just have changed. Refresh and look.";

    /// It is drawn when everyone was told it would be, not before.
    DrawTooEarly { at: String } 409,
    "说好 {at} 开奖，还没有到时间。",
    "It was announced for {at}; it is not drawn before.";

    /// The public word that was announced is missing.
    DrawPublicMissing { what: String } 422,
    "请填写事先约定的公开数：{what}。",
    "Give the public number that was announced: {what}.";

    /// Tickets by sales would tell what a contest's freeze hides.
    DrawFrozen {} 409,
    "有竞赛正在封榜，按销售额发的奖券会透露封榜期间的销售。请等揭榜之后再封存名单。",
    "A contest is frozen, and tickets by sales would tell what it hides. Commit once it is revealed.";

    /// Nobody has a ticket.
    DrawNobody {} 409,
    "现在没有人有奖券，请检查参加的人和奖券的规则。",
    "Nobody has a ticket now. Look at who takes part and how tickets are given.";

    /// The number is not of somebody who won.
    DrawNoWinner {} 409,
    "这个号码没有中奖，或者已经记为不在场。",
    "This number did not win, or its holder is noted as absent already.";
}

impl State {
    /// As people call it.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Draft => ("草稿", "a draft"),
            Self::Committed => ("已封存", "committed"),
            Self::Drawn => ("已开奖", "drawn"),
            Self::Cancelled => ("已取消", "called off"),
        }
    }
}

impl Act {
    /// As people call it, after "cannot".
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Edit => ("修改", "change it"),
            Self::Commit => ("封存", "commit it"),
            Self::Draw => ("开奖", "draw"),
            Self::Absent => ("改抽下一位", "draw another"),
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
        DrawStep {
            act_zh: act.words().0.to_owned(),
            act_en: act.words().1.to_owned(),
            state_zh: from.words().0.to_owned(),
            state_en: from.words().1.to_owned(),
        }
        .into()
    })
}

/// What may be done.
pub fn may(from: State) -> Vec<Act> {
    let steps = STEPS.iter().filter(|(state, ..)| *state == from);
    steps.map(|(_, act, _)| *act).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_committed_is_drawn_or_called_off_and_never_changed() {
        assert_eq!(may(State::Committed), [Act::Draw, Act::Cancel]);
        assert_eq!(may(State::Drawn), [Act::Absent]);
        let no = step(State::Drawn, Act::Cancel).expect_err("it is drawn");
        assert_eq!(no.code, "DrawStep");
    }
}
