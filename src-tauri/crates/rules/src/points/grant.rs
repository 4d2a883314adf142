//! Points that a person gives, with a reason and within a budget.

use super::Terms;
use super::account::{Account, Cause};
use super::lot::Pocket;
use super::posting::{Draft, InLot};
use crate::{MemberId, Moment, Refusal, Window};

/// Most points of one grant.
const GRANT_MAX: i64 = 1_000_000;
/// Most characters of a reason.
const REASON_MAX: usize = 200;

crate::refusals! {
    /// A grant is of so many points.
    GrantOutOfBounds { asked: i64 } 422,
    "一次可以发 1 到 1000000 分，填的是 {asked}，请改正后重试。",
    "One grant is of 1 to 1000000 points, not {asked}. Change it and try again.";

    /// What a person decides about points has a reason.
    ReasonMissing {} 422,
    "请写明理由（1 到 200 个字），它会出现在积分明细里。",
    "Give a reason of 1 to 200 characters; the statement shows it.";

    /// Nobody grants to themselves.
    GrantToSelf {} 403,
    "不能给自己发积分，请由其他负责人来发。",
    "You cannot grant points to yourself. Ask someone else who leads.";

    /// The month's budget is used up.
    GrantOverBudget { asked: i64, left: i64, budget: i64 } 409,
    "本月的发放额度是 {budget} 分，还剩 {left} 分，不够发 {asked} 分。请减少，或请创始人来发。",
    "This month's budget is {budget} points with {left} left, not enough for {asked}. Grant less, or ask the founder.";

    /// A request has a key of letters and digits.
    RequestKey {} 422,
    "请求编号要用 1 到 64 个字母、数字或 - _ . 组成，什么都没有改动。",
    "A request's key is 1 to 64 letters, digits or - _ . and nothing was changed.";

    /// A grant is taken back once.
    GrantTakenBack {} 409,
    "这笔发放已经撤销过了。",
    "This grant has already been taken back.";
}

/// Points someone wants to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The asker's own key: the same request grants once.
    pub request: String,
    /// To whom.
    pub member: MemberId,
    /// How many.
    pub points: i64,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: MemberId,
    /// What the giver may give in `month`; none: without bound.
    pub budget: Option<i64>,
    /// The business month.
    pub month: Window,
    /// The team's terms.
    pub terms: Terms,
}

impl Ask {
    /// Refuses what no budget is needed to refuse.
    pub fn check(&self) -> Result<(), Refusal> {
        if !(1..=GRANT_MAX).contains(&self.points) {
            return Err(GrantOutOfBounds { asked: self.points }.into());
        }
        check_reason(&self.reason)?;
        if self.member == self.by {
            return Err(GrantToSelf {}.into());
        }
        Ok(())
    }

    /// Refuses what goes past the budget, of which `used` is gone.
    pub fn check_budget(&self, used: i64) -> Result<(), Refusal> {
        match self.budget {
            Some(budget) if used + self.points > budget => Err(GrantOverBudget {
                asked: self.points,
                left: (budget - used).max(0),
                budget,
            }
            .into()),
            _ => Ok(()),
        }
    }

    /// The posting of the grant of this number.
    pub fn draft(&self, grant: i64, now: Moment) -> Draft {
        Draft {
            expires_at: self.terms.expires_at(now),
            lot: InLot::Own,
            reason: Some(self.reason.trim().to_owned()),
            by: Some(self.by),
            ..Draft::new(
                (Cause::Grant, grant, 0),
                self.member,
                (Account::Issued, Account::Available),
                self.points,
                now,
            )
        }
    }
}

/// Refuses a key that is not short and plain: it is kept, and looked up beside those of others.
pub fn check_request(request: &str) -> Result<(), Refusal> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if (1..=64).contains(&request.len()) && request.chars().all(plain) {
        return Ok(());
    }
    Err(RequestKey {}.into())
}

/// Refuses a reason that says nothing, or too much.
pub fn check_reason(reason: &str) -> Result<(), Refusal> {
    let length = reason.trim().chars().count();
    if (1..=REASON_MAX).contains(&length) {
        return Ok(());
    }
    Err(ReasonMissing {}.into())
}

/// A grant as it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Granted {
    /// Its number.
    pub id: i64,
    /// To whom.
    pub member: MemberId,
    /// How many.
    pub points: i64,
    /// The lot it made.
    pub lot: i64,
}

/// The postings that take a grant back.
pub fn take_back(
    grant: &Granted,
    pocket: &mut Pocket,
    terms: &Terms,
    by: (MemberId, &str),
    now: Moment,
) -> Vec<Draft> {
    draw_back(Cause::GrantBack, grant, pocket, terms, by, now)
}

/// The postings that take back what a person gave: from its own lot and what ran out of it, then first
/// in first out; what is used already the member owes or the team bears.
pub(crate) fn draw_back(
    cause: Cause,
    grant: &Granted,
    pocket: &mut Pocket,
    terms: &Terms,
    (by, reason): (MemberId, &str),
    now: Moment,
) -> Vec<Draft> {
    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
    let (taken, missing) = pocket.take_back(grant.points, &[grant.lot]);
    let mut drafts: Vec<Draft> = Vec::with_capacity(taken.len() + 1);
    let mut push = |from, points, lot, expires_at| {
        let leg = i64::try_from(drafts.len()).unwrap_or(i64::MAX);
        drafts.push(Draft {
            expires_at,
            lot,
            reason: reason.map(str::to_owned),
            by: Some(by),
            ..Draft::new(
                (cause, grant.id, leg),
                grant.member,
                (from, Account::Issued),
                points,
                now,
            )
        });
    };
    for (from, part) in taken {
        push(from, part.points, InLot::Of(part.lot), part.expires_at);
    }
    if missing > 0 {
        let from = if terms.team_bears_spent {
            Account::Borne
        } else {
            Account::Owed
        };
        push(from, missing, InLot::No, None);
    }
    drafts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(points: i64, reason: &str, by: i64) -> Ask {
        Ask {
            request: "r".to_owned(),
            member: MemberId(3),
            points,
            reason: reason.to_owned(),
            by: MemberId(by),
            budget: Some(100),
            month: Window::ALL,
            terms: Terms::default(),
        }
    }

    #[test]
    fn a_grant_needs_points_a_reason_and_someone_else() {
        let code = |ask: Ask| ask.check().err().map(|no| no.code);
        assert_eq!(code(ask(0, "好", 1)), Some("GrantOutOfBounds"));
        assert_eq!(code(ask(1, " ", 1)), Some("ReasonMissing"));
        assert_eq!(code(ask(1, "好", 3)), Some("GrantToSelf"));
        assert_eq!(code(ask(1, "好", 1)), None);
    }

    #[test]
    fn a_budget_refuses_with_how_much_is_left() {
        let no = ask(30, "好", 1).check_budget(80).expect_err("20 are left");
        assert!(no.words.en.contains("20 left"), "{}", no.words.en);
        assert_eq!(ask(20, "好", 1).check_budget(80), Ok(()));
    }
}
