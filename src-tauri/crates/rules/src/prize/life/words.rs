//! States and acts as people call them.

use super::{Act, State};

impl State {
    /// As people call it.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Requested => ("待审批", "waiting for approval"),
            Self::Seconding => ("待第二人审批", "waiting for a second approval"),
            Self::Approved => ("已批准", "approved"),
            Self::Shipped => ("已寄出", "on its way"),
            Self::HandedOver => ("已交付", "handed over"),
            Self::Received => ("已收到", "received"),
            Self::Rejected => ("未批准", "not approved"),
            Self::Cancelled => ("已取消", "called off"),
            Self::Returned => ("已退回", "returned"),
            Self::Replaced => ("已换成别的", "replaced"),
        }
    }
}

impl Act {
    /// As people call it, after "cannot".
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Request => ("申请", "ask for it"),
            Self::Approve => ("批准", "approve it"),
            Self::Reject => ("驳回", "reject it"),
            Self::Cancel => ("取消", "call it off"),
            Self::UndoApproval => ("撤销批准", "undo its approval"),
            Self::Ship => ("寄出", "send it"),
            Self::HandOver => ("交付", "hand it over"),
            Self::Receive => ("确认收到", "say that it arrived"),
            Self::Return => ("退回", "take it back"),
            Self::Replace => ("换成别的奖品", "replace it"),
        }
    }
}
