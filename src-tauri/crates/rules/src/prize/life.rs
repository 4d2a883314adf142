//! The life of a redemption (兑换) as one table (DOMAIN law 13), and where its points lie in each state.

mod words;

use crate::{MemberId, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a redemption stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RedemptionState)]
pub enum State {
    /// Asked for; points and stock are set aside.
    Requested,
    /// Approved by one of the two whom its value needs.
    Seconding,
    /// Approved; it waits to be handed over.
    Approved,
    /// On its way.
    Shipped,
    /// Handed over.
    HandedOver,
    /// The member says it has arrived.
    Received,
    /// Not approved.
    Rejected,
    /// Called off.
    Cancelled,
    /// Given back after it was handed over.
    Returned,
    /// Another prize was given in its place.
    Replaced,
}

/// What can be done with a redemption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RedemptionAct)]
pub enum Act {
    /// Ask for it; how each begins.
    Request,
    /// Approve it.
    Approve,
    /// Do not approve it, with a reason.
    Reject,
    /// Call it off.
    Cancel,
    /// Take the approval back: it waits again.
    UndoApproval,
    /// Send it; again: correct where it can be followed.
    Ship,
    /// Hand it over.
    HandOver,
    /// Say that it has arrived.
    Receive,
    /// Take it back, with a reason.
    Return,
    /// Give another prize in its place.
    Replace,
}

/// Whose act it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Whoever asked for it.
    Own,
    /// Who leads them, and the founder; of their own only when nobody else leads them.
    Desk,
}

/// Where a redemption's points lie, and with them its pieces: off the shelf until they are back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// Set aside.
    Reserved,
    /// Used.
    Used,
    /// Back where they came from.
    Back,
}

/// How many have to approve it for a step to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approvals {
    /// One is enough.
    One,
    /// Its value needs two.
    Two,
    /// It is the same for both.
    Any,
}

/// One row of the table.
pub type Step = (State, Act, Side, Approvals, State);

/// The life of a redemption. A state that is not on the left is the end.
pub const STEPS: &[Step] = &[
    (
        State::Requested,
        Act::Approve,
        Side::Desk,
        Approvals::One,
        State::Approved,
    ),
    (
        State::Requested,
        Act::Approve,
        Side::Desk,
        Approvals::Two,
        State::Seconding,
    ),
    (
        State::Requested,
        Act::Reject,
        Side::Desk,
        Approvals::Any,
        State::Rejected,
    ),
    (
        State::Requested,
        Act::Cancel,
        Side::Own,
        Approvals::Any,
        State::Cancelled,
    ),
    (
        State::Seconding,
        Act::Approve,
        Side::Desk,
        Approvals::Any,
        State::Approved,
    ),
    (
        State::Seconding,
        Act::Reject,
        Side::Desk,
        Approvals::Any,
        State::Rejected,
    ),
    (
        State::Seconding,
        Act::UndoApproval,
        Side::Desk,
        Approvals::Any,
        State::Requested,
    ),
    (
        State::Seconding,
        Act::Cancel,
        Side::Own,
        Approvals::Any,
        State::Cancelled,
    ),
    (
        State::Approved,
        Act::UndoApproval,
        Side::Desk,
        Approvals::Any,
        State::Requested,
    ),
    (
        State::Approved,
        Act::Ship,
        Side::Desk,
        Approvals::Any,
        State::Shipped,
    ),
    (
        State::Approved,
        Act::HandOver,
        Side::Desk,
        Approvals::Any,
        State::HandedOver,
    ),
    (
        State::Approved,
        Act::Replace,
        Side::Desk,
        Approvals::Any,
        State::Replaced,
    ),
    (
        State::Approved,
        Act::Cancel,
        Side::Desk,
        Approvals::Any,
        State::Cancelled,
    ),
    (
        State::Shipped,
        Act::Ship,
        Side::Desk,
        Approvals::Any,
        State::Shipped,
    ),
    (
        State::Shipped,
        Act::Receive,
        Side::Own,
        Approvals::Any,
        State::Received,
    ),
    (
        State::Shipped,
        Act::Replace,
        Side::Desk,
        Approvals::Any,
        State::Replaced,
    ),
    (
        State::Shipped,
        Act::Return,
        Side::Desk,
        Approvals::Any,
        State::Returned,
    ),
    (
        State::HandedOver,
        Act::Receive,
        Side::Own,
        Approvals::Any,
        State::Received,
    ),
    (
        State::HandedOver,
        Act::Replace,
        Side::Desk,
        Approvals::Any,
        State::Replaced,
    ),
    (
        State::HandedOver,
        Act::Return,
        Side::Desk,
        Approvals::Any,
        State::Returned,
    ),
    (
        State::Received,
        Act::Replace,
        Side::Desk,
        Approvals::Any,
        State::Replaced,
    ),
    (
        State::Received,
        Act::Return,
        Side::Desk,
        Approvals::Any,
        State::Returned,
    ),
];

crate::refusals! {
    /// Where the redemption stands does not allow the act, or it is another's to do.
    RedemptionStep { act_zh: String, act_en: String, state_zh: String, state_en: String } 409,
    "这笔兑换现在是“{state_zh}”，不能{act_zh}；可能刚被别人处理过，请刷新看看。",
    "The redemption is {state_en} now, so you cannot {act_en}; somebody may just have acted. Refresh and look.";

    /// Two different people approve what is worth much.
    SecondPerson {} 403,
    "这笔兑换价值较高，要由两个人批准；您已经批准过，请另一位负责人来。",
    "This redemption is worth much and needs two people; you have approved it. Ask another who leads.";

    /// What is refused, called off, taken back or replaced has a reason.
    RedemptionReason {} 422,
    "请写明原因（1 到 200 个字），申请人会看到。",
    "Give a reason of 1 to 200 characters; whoever asked for it will see it.";

    /// What is sent can be followed.
    CarrierMissing {} 422,
    "请填写快递公司和单号（各 1 到 60 个字），方便对方查询。",
    "Give the carrier and the number, 1 to 60 characters each, so that it can be followed.";
}

impl State {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Requested,
        Self::Seconding,
        Self::Approved,
        Self::Shipped,
        Self::HandedOver,
        Self::Received,
        Self::Rejected,
        Self::Cancelled,
        Self::Returned,
        Self::Replaced,
    ];

    /// Those that wait for somebody at the desk.
    pub const WAITING: [Self; 3] = [Self::Requested, Self::Seconding, Self::Approved];

    /// Where the points lie.
    pub fn holding(self) -> Holding {
        match self {
            Self::Requested | Self::Seconding => Holding::Reserved,
            Self::Approved | Self::Shipped | Self::HandedOver | Self::Received => Holding::Used,
            Self::Rejected | Self::Cancelled | Self::Returned | Self::Replaced => Holding::Back,
        }
    }

    /// Whether something is still to be done: it has not arrived and was not given back.
    pub fn is_open(self) -> bool {
        self.holding() != Holding::Back && self != Self::Received
    }
}

impl Act {
    /// Whether a reason has to be given by someone on a side.
    pub fn needs_reason(self, side: Side) -> bool {
        match self {
            Self::Reject | Self::Return | Self::Replace | Self::UndoApproval => true,
            Self::Cancel => side == Side::Desk,
            _ => false,
        }
    }
}

/// Who acts on a redemption, and what of it decides whether they may.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    /// Who.
    pub member: MemberId,
    /// Whether it is their own.
    pub own: bool,
    /// Whether they are at the desk for it.
    pub desk: bool,
    /// Whether its value needs two approvals.
    pub needs_two: bool,
    /// Who approved it first, while a second approval is waited for.
    pub approved_by: Option<MemberId>,
}

impl Actor {
    fn is_on(self, side: Side) -> bool {
        match side {
            Side::Own => self.own,
            Side::Desk => self.desk,
        }
    }
}

/// What a redemption begins as.
pub fn first(approval: bool, needs_two: bool) -> State {
    if approval || needs_two {
        State::Requested
    } else {
        State::Approved
    }
}

/// What an act leads to; refused when the table has no such step.
pub fn step(from: State, act: Act, actor: Actor) -> Result<State, Refusal> {
    let approvals = if actor.needs_two {
        Approvals::Two
    } else {
        Approvals::One
    };
    let found = STEPS.iter().find(|(state, does, side, needed, _)| {
        *state == from
            && *does == act
            && actor.is_on(*side)
            && (*needed == Approvals::Any || *needed == approvals)
    });
    let Some((.., to)) = found else {
        return Err(RedemptionStep {
            act_zh: act.words().0.to_owned(),
            act_en: act.words().1.to_owned(),
            state_zh: from.words().0.to_owned(),
            state_en: from.words().1.to_owned(),
        }
        .into());
    };
    if from == State::Seconding && act == Act::Approve && actor.approved_by == Some(actor.member) {
        return Err(SecondPerson {}.into());
    }
    Ok(*to)
}

/// What somebody may do, each with the sentence that stands against it, if one does.
pub fn may(from: State, actor: Actor) -> Vec<(Act, Option<Refusal>)> {
    let mut acts: Vec<Act> = Vec::new();
    for (state, act, side, ..) in STEPS {
        if *state == from && actor.is_on(*side) && !acts.contains(act) {
            acts.push(*act);
        }
    }
    let of = |act| (act, step(from, act, actor).err());
    acts.into_iter().map(of).collect()
}

#[cfg(test)]
#[path = "life_tests.rs"]
mod tests;
