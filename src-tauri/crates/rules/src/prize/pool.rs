//! A pool (合力兑换): several save together for a prize. Who puts points in gets them back when the goal
//! is missed, when the pool is called off, or when they change their mind while it is open.

use super::life::Holding;
use crate::{Moment, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Days a pool may be open, at most.
pub const DAYS_MAX: i64 = 366;

/// Where a pool stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PoolState)]
pub enum State {
    /// Points can be put in.
    Open,
    /// There is enough; the prize is to be handed over.
    Reached,
    /// It was handed over.
    HandedOver,
    /// Its time ended without enough; all got their points back.
    Missed,
    /// It was called off; all got their points back.
    Cancelled,
}

/// What can be done with a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PoolAct)]
pub enum Act {
    /// Put points in.
    PutIn,
    /// Take all of one's own out again.
    TakeOut,
    /// There is enough.
    Reach,
    /// Its time ends.
    Miss,
    /// Hand the prize over.
    HandOver,
    /// Call it off, with a reason.
    Cancel,
}

/// Whose act it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who may join.
    Saver,
    /// Who opened it, and the founder.
    Runner,
    /// Nobody: the goal, or time.
    Itself,
}

/// One row of the table.
pub type Step = (State, Act, Side, State);

/// The life of a pool. A state that is not on the left is the end.
pub const STEPS: &[Step] = &[
    (State::Open, Act::PutIn, Side::Saver, State::Open),
    (State::Open, Act::TakeOut, Side::Saver, State::Open),
    (State::Open, Act::Reach, Side::Itself, State::Reached),
    (State::Open, Act::Miss, Side::Itself, State::Missed),
    (State::Open, Act::Cancel, Side::Runner, State::Cancelled),
    (
        State::Reached,
        Act::HandOver,
        Side::Runner,
        State::HandedOver,
    ),
    (State::Reached, Act::Cancel, Side::Runner, State::Cancelled),
    (
        State::HandedOver,
        Act::Cancel,
        Side::Runner,
        State::Cancelled,
    ),
];

crate::refusals! {
    /// Where the pool stands does not allow the act, or it is another's to do.
    PoolStep { act_zh: String, act_en: String, state_zh: String, state_en: String } 409,
    "这次合力现在是“{state_zh}”，不能{act_zh}；可能刚有变化，请刷新看看。",
    "The pool is {state_en} now, so you cannot {act_en}; it may just have changed. Refresh and look.";

    /// A pool needs no more than is missing.
    PoolTooMuch { missing: i64, asked: i64 } 409,
    "离目标只差 {missing} 分，不用存 {asked} 分。没有扣分，请改少一些。",
    "Only {missing} points are missing, not {asked}. Nothing was taken; put in less.";

    /// Something is put in.
    PoolNothing {} 422,
    "请填要存入的积分，至少 1 分。",
    "Say how many points to put in, 1 or more.";

    /// A pool ends in the future, within a year.
    PoolTime {} 422,
    "截止时间要在今天之后、一年之内。",
    "A pool ends after today and within a year.";

    /// It is for another branch, or its prize for other tiers.
    PoolNotForYou {} 403,
    "这次合力或它的奖品只给指定的分支或等级，您现在不在范围内。",
    "This pool, or its prize, is for another branch or other tiers.";

    /// The founder hands over what needs two people's approval elsewhere.
    PoolWorthMuch {} 403,
    "这次合力的价值达到了要两个人审批的数额，请创始人来交付。",
    "This pool is worth as much as needs two people's approval. Ask the founder to hand it over.";
}

impl State {
    /// Where the points that were put in lie.
    pub fn holding(self) -> Holding {
        match self {
            Self::Open => Holding::Reserved,
            Self::Reached | Self::HandedOver => Holding::Used,
            Self::Missed | Self::Cancelled => Holding::Back,
        }
    }

    /// As people call it.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("进行中", "open"),
            Self::Reached => ("已达成", "reached"),
            Self::HandedOver => ("已交付", "handed over"),
            Self::Missed => ("没有达成", "missed"),
            Self::Cancelled => ("已取消", "called off"),
        }
    }
}

impl Act {
    /// As people call it, after "cannot".
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::PutIn => ("存入", "put points in"),
            Self::TakeOut => ("取出", "take points out"),
            Self::Reach => ("达成", "reach it"),
            Self::Miss => ("截止", "end it"),
            Self::HandOver => ("交付", "hand it over"),
            Self::Cancel => ("取消", "call it off"),
        }
    }
}

/// What an act leads to; refused when the table has no such step.
pub fn step(from: State, act: Act, sides: &[Side]) -> Result<State, Refusal> {
    let found = STEPS
        .iter()
        .find(|(state, does, side, _)| *state == from && *does == act && sides.contains(side));
    found.map(|(.., to)| *to).ok_or_else(|| {
        PoolStep {
            act_zh: act.words().0.to_owned(),
            act_en: act.words().1.to_owned(),
            state_zh: from.words().0.to_owned(),
            state_en: from.words().1.to_owned(),
        }
        .into()
    })
}

/// What somebody on these sides may do.
pub fn may(from: State, sides: &[Side]) -> Vec<Act> {
    let steps = STEPS.iter().filter(|(state, ..)| *state == from);
    steps
        .filter(|(_, _, side, _)| sides.contains(side))
        .map(|(_, act, ..)| *act)
        .collect()
}

/// Refuses an end that is not ahead, or too far.
pub fn check_until(until: Moment, now: Moment) -> Result<(), Refusal> {
    if until <= now || until > now.plus_days(DAYS_MAX) {
        return Err(PoolTime {}.into());
    }
    Ok(())
}

/// Refuses to put in nothing, or more than is missing.
pub fn check_part(points: i64, missing: i64) -> Result<(), Refusal> {
    if points < 1 {
        return Err(PoolNothing {}.into());
    }
    if points > missing {
        return Err(PoolTooMuch {
            missing,
            asked: points,
        }
        .into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_back_stays_back_and_only_the_goal_uses_points() {
        for (from, act, _, to) in STEPS {
            assert_ne!(from.holding(), Holding::Back, "{from:?} {act:?}");
            if (from.holding(), to.holding()) == (Holding::Reserved, Holding::Used) {
                assert_eq!(*act, Act::Reach);
            }
        }
    }

    #[test]
    fn savers_come_and_go_while_it_is_open() {
        assert_eq!(may(State::Open, &[Side::Saver]), [Act::PutIn, Act::TakeOut]);
        assert_eq!(may(State::Reached, &[Side::Saver]), []);
        let no = step(State::Missed, Act::PutIn, &[Side::Saver]).expect_err("over");
        assert_eq!(no.code, "PoolStep");
    }

    #[test]
    fn nobody_puts_in_more_than_is_missing() {
        let code = |points| check_part(points, 50).err().map(|no| no.code);
        assert_eq!(code(0), Some("PoolNothing"));
        assert_eq!(code(51), Some("PoolTooMuch"));
        assert_eq!(code(50), None);
    }
}
