//! 报单: a member reports a sale, somebody above them approves it or returns it with a reason.
//!
//! [`STEPS`] is the whole life of a report (DOMAIN law 13): the handler, the buttons and the words of
//! refusals read it.

use crate::{Fen, MemberId, Moment, Refusal, ReportId, SaleId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody has decided yet.
    Waiting,
    /// It became a sale.
    Approved,
    /// It was given back with a reason.
    Returned,
    /// Its reporter took it back.
    Withdrawn,
}

/// What can be done with a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Make it a sale.
    Approve,
    /// Give it back with a reason.
    Return,
    /// Take one's own report back.
    Withdraw,
    /// Take the decision back: a sale it made no longer counts.
    Reopen,
}

/// Who a caller is to a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Whose sale it is.
    Reporter,
    /// Who decides: the founder, or a leader above the reporter.
    Decider,
}

/// The life of a report: from, act, by whom, to.
pub const STEPS: [(Standing, Act, Side, Standing); 6] = [
    (
        Standing::Waiting,
        Act::Approve,
        Side::Decider,
        Standing::Approved,
    ),
    (
        Standing::Waiting,
        Act::Return,
        Side::Decider,
        Standing::Returned,
    ),
    (
        Standing::Waiting,
        Act::Withdraw,
        Side::Reporter,
        Standing::Withdrawn,
    ),
    (
        Standing::Approved,
        Act::Reopen,
        Side::Decider,
        Standing::Waiting,
    ),
    (
        Standing::Returned,
        Act::Reopen,
        Side::Decider,
        Standing::Waiting,
    ),
    (
        Standing::Withdrawn,
        Act::Reopen,
        Side::Reporter,
        Standing::Waiting,
    ),
];

crate::refusals! {
    /// The report's standing does not allow the act, or it is another's to do.
    ReportStep {} 409,
    "这张报单现在不能这样处理：可能刚被别人处理过，请刷新看看。",
    "This cannot be done with the report now; somebody may just have decided it. Refresh and look.";

    /// A return has no reason.
    ReturnReason {} 422,
    "退回要写原因，让报单的人知道怎么改。",
    "A return needs a reason, so that the reporter knows what to mend.";

    /// The time of the sale lies ahead.
    SoldLater {} 422,
    "成交时间在将来，请检查日期。",
    "The time of the sale lies ahead. Check the date.";

    /// The amount or number of pieces is out of bounds.
    ReportBounds {} 422,
    "金额要在 0.01 元到 1000 万元之间，件数要在 1 到 10 万之间。",
    "The amount must be from 0.01 to 10,000,000 yuan, the pieces from 1 to 100,000.";
}

/// What a step leads to; refused when the table has no such step.
pub fn step(from: Standing, act: Act, sides: &[Side]) -> Result<Standing, Refusal> {
    STEPS
        .iter()
        .find(|(state, does, side, _)| *state == from && *does == act && sides.contains(side))
        .map(|(.., to)| *to)
        .ok_or_else(|| ReportStep {}.into())
}

/// What may be done from a standing by someone on these sides.
pub fn may(from: Standing, sides: &[Side]) -> Vec<Act> {
    let steps = STEPS.iter().filter(|(state, ..)| *state == from);
    steps
        .filter(|(_, _, side, _)| sides.contains(side))
        .map(|(_, act, ..)| *act)
        .collect()
}

impl Standing {
    const ALL: [Self; 4] = [
        Self::Waiting,
        Self::Approved,
        Self::Returned,
        Self::Withdrawn,
    ];

    /// As it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From what is kept.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|standing| standing.code() == code)
    }
}

/// A sale as its seller reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reported {
    /// What was sold.
    pub item: String,
    /// Its category, as the earning rules name it.
    pub category: Option<String>,
    /// Paid, all pieces together.
    pub amount_fen: Fen,
    /// Pieces.
    pub quantity: i64,
    /// The customer, as the reporter calls them.
    pub buyer: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// When it was sold.
    pub sold_at: Moment,
}

impl Reported {
    /// Refuses what cannot be a sale; tidies texts.
    pub fn checked(mut self, now: Moment) -> Result<Self, Refusal> {
        self.item = crate::refusal::filled("item", &self.item)?.to_owned();
        for text in [&mut self.category, &mut self.buyer, &mut self.note] {
            *text = text
                .take()
                .map(|t| t.trim().to_owned())
                .filter(|t| !t.is_empty());
        }
        if !(1..=1_000_000_000).contains(&self.amount_fen.0)
            || !(1..=100_000).contains(&self.quantity)
        {
            return Err(ReportBounds {}.into());
        }
        // A phone's clock may run some minutes ahead; what was sold by it was sold by now.
        if self.sold_at > now.plus_ms(10 * 60_000) {
            return Err(SoldLater {}.into());
        }
        self.sold_at = self.sold_at.min(now);
        Ok(self)
    }
}

/// The last decision on a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What it led to.
    pub standing: Standing,
    /// Why.
    pub reason: Option<String>,
    /// The sale it made.
    pub sale: Option<SaleId>,
    /// Who decided.
    pub by: MemberId,
    /// When.
    pub at: Moment,
}

/// A report with its last decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its number.
    pub id: ReportId,
    /// Whose sale it is.
    pub member: MemberId,
    /// What they reported.
    pub reported: Reported,
    /// When they did.
    pub recorded_at: Moment,
    /// The last decision, if any.
    pub decision: Option<Decision>,
}

impl Report {
    /// Where it stands.
    pub fn standing(&self) -> Standing {
        self.decision
            .as_ref()
            .map_or(Standing::Waiting, |decision| decision.standing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_table_s_steps_are_taken() {
        use Act::*;
        use Standing::*;
        assert_eq!(
            step(Waiting, Approve, &[Side::Decider]).ok(),
            Some(Approved)
        );
        assert_eq!(
            step(Waiting, Approve, &[Side::Reporter]).map_err(|no| no.code),
            Err("ReportStep")
        );
        assert_eq!(
            step(Approved, Return, &[Side::Decider]).map_err(|no| no.code),
            Err("ReportStep")
        );
        assert_eq!(
            may(Waiting, &[Side::Reporter, Side::Decider]),
            [Approve, Return, Withdraw]
        );
        assert_eq!(may(Withdrawn, &[Side::Decider]), []);
    }

    #[test]
    fn a_clock_that_runs_ahead_sells_nothing_in_the_future() {
        let sold = |sold_at| Reported {
            item: "面霜".to_owned(),
            category: None,
            amount_fen: Fen(100),
            quantity: 1,
            buyer: None,
            sold_at: Moment(sold_at),
            note: None,
        };
        let at = |ms| sold(ms).checked(Moment(1_000_000)).map(|sold| sold.sold_at);
        assert_eq!(at(900_000), Ok(Moment(900_000)));
        assert_eq!(at(1_300_000), Ok(Moment(1_000_000)));
        assert_eq!(at(2_000_000).map_err(|no| no.code), Err("SoldLater"));
    }

    #[test]
    fn every_standing_is_read_back() {
        assert!(
            Standing::ALL
                .iter()
                .all(|s| Standing::of(s.code()) == Some(*s))
        );
    }
}
