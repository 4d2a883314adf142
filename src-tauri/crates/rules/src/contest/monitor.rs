//! What to look at before a contest is final. Findings are hints for a person, never verdicts (DOMAIN
//! law 14): each says what the facts are and what else may explain them, and changes nothing.
//!
//! What the facts do not say is not guessed. A customer who buys from one member only is what a
//! reseller hopes for, so that alone is no own purchase: only a buyer written like the member is.

mod circle;
mod last_hour;
mod own;
mod split;
mod stake;

use super::counted::COUNTED_MAX;
use super::{Field, Measure, Rule};
use crate::{Calendar, EntrantId, MemberId, Moment, SaleId, Words};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use utoipa::ToSchema;

/// The most findings at once: more than a person can look into.
pub const FINDINGS_MAX: usize = 50;
/// The most order lines that one finding names.
pub const SALES_MAX: usize = 100;

/// An order line that counts for an entrant, with everything that became of it so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub sale: SaleId,
    /// In which shop.
    pub shop: String,
    /// Of which order of that shop.
    pub order_no: String,
    /// Who sold it.
    pub member: MemberId,
    /// For whom it counts.
    pub entrant: EntrantId,
    /// Who bought it: the same number for the same customer; none where the export hides it.
    pub buyer: Option<i64>,
    /// When it counts.
    pub at: Moment,
    /// Net sales. A line of nothing or less is not looked at: it brings nobody forward.
    pub fen: i64,
    /// Orders, as it adds to its member's.
    pub orders: i64,
    /// What it adds to each of the rule's measures; 0 where a measure does not follow from the line.
    pub amounts: [i64; COUNTED_MAX],
}

/// An entrant's sales in the 90 days before the contest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// What was sold, before refunds, in fen.
    pub sold_fen: i64,
    /// How much of it was given back, in fen.
    pub refunded_fen: i64,
}

/// What the monitors look at.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Who stands where.
    pub field: &'a Field,
    /// The team's business days.
    pub calendar: &'a Calendar,
    /// The order lines that count, in any order.
    pub lines: &'a [Line],
    /// For each member, the buyer numbers of their own name, phone and 微信号. Who has none is never found
    /// to have bought from themselves.
    pub own: &'a HashMap<MemberId, Vec<i64>>,
    /// What was sold and given back before.
    pub before: &'a HashMap<EntrantId, Before>,
}

/// What there is to look at.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestFindingKind)]
pub enum Kind {
    /// One customer's purchase in several orders, where orders count.
    SplitOrders,
    /// The buyer is written like the seller.
    OwnPurchase,
    /// The same customers at several members.
    Circle,
    /// Much of what was sold, in the last hour.
    LastHour,
}

/// A hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Whom it is about; of several the one with most of the money.
    pub entrant: EntrantId,
    /// Whose sales they are, by number.
    pub members: Vec<MemberId>,
    /// The order lines, by number, the first [`SALES_MAX`] of them.
    pub sales: Vec<SaleId>,
    /// What the facts are, with the numbers, and what else may explain them.
    pub words: Words,
}

/// A finding with its weight: a prize that hangs on it weighs more than any money.
struct Weighed {
    prize: bool,
    fen: i64,
    finding: Finding,
}

/// What to look at, the weightiest first, at most [`FINDINGS_MAX`]. The same facts in any order give
/// the same findings.
pub fn findings(facts: &Facts<'_>) -> Vec<Finding> {
    let rule = facts.field.rule();
    if !follows_from_orders(rule) {
        return Vec::new();
    }
    let counts = |line: &&Line| line.fen > 0 && rule.window().holds(line.at);
    let mut lines: Vec<&Line> = facts.lines.iter().filter(counts).collect();
    lines.sort_by_key(|line| (line.at, line.sale));
    let mut found = split::find(facts, &lines);
    found.extend(own::find(facts, &lines));
    found.extend(circle::find(facts, &lines));
    found.extend(last_hour::find(facts, &lines));
    found.sort_by(|a, b| {
        let weight = |one: &Weighed| (one.prize, one.fen);
        let name = |one: &Weighed| (one.finding.kind, one.finding.entrant);
        (weight(b).cmp(&weight(a)))
            .then_with(|| name(a).cmp(&name(b)))
            .then_with(|| a.finding.sales.cmp(&b.finding.sales))
            .then_with(|| a.finding.members.cmp(&b.finding.members))
    });
    found.truncate(FINDINGS_MAX);
    found.into_iter().map(|one| one.finding).collect()
}

/// Whether orders can bring anybody forward: not where only check-ins or numbers by hand count.
fn follows_from_orders(rule: &Rule) -> bool {
    let by_orders = |measure: Measure| {
        measure.is_of_sales() || matches!(measure, Measure::NewCustomers | Measure::Points)
    };
    rule.counted.iter().any(|one| by_orders(one.measure))
}

impl Weighed {
    /// A finding about these lines: what the facts are, what hangs on them, what else may explain them.
    fn about(
        kind: Kind,
        entrant: EntrantId,
        lines: &[&Line],
        [facts, else_]: [Words; 2],
        stake: Option<Words>,
    ) -> Self {
        let mut sales: Vec<SaleId> = lines.iter().map(|line| line.sale).collect();
        let mut members: Vec<MemberId> = lines.iter().map(|line| line.member).collect();
        sales.sort_unstable();
        sales.truncate(SALES_MAX);
        members.sort_unstable();
        members.dedup();
        let prize = stake.is_some();
        let said: Vec<Words> = [Some(facts), stake, Some(else_)]
            .into_iter()
            .flatten()
            .collect();
        let zh: Vec<&str> = said.iter().map(|words| words.zh.as_str()).collect();
        let en: Vec<&str> = said.iter().map(|words| words.en.as_str()).collect();
        Self {
            prize,
            fen: total(lines),
            finding: Finding {
                kind,
                entrant,
                members,
                sales,
                words: Words::new(zh.concat(), en.join(" ")),
            },
        }
    }
}

/// What lines bring together, in fen.
fn total(lines: &[&Line]) -> i64 {
    lines
        .iter()
        .map(|line| line.fen)
        .fold(0, i64::saturating_add)
}

/// How many orders lines belong to.
fn orders(lines: &[&Line]) -> usize {
    let named = lines.iter().map(|line| (&line.shop, &line.order_no));
    named.collect::<HashSet<_>>().len()
}

/// For whom most of the money counts; of equals the lower number.
fn most(lines: &[&Line]) -> Option<EntrantId> {
    let mut sums: BTreeMap<EntrantId, i64> = BTreeMap::new();
    for line in lines {
        let sum = sums.entry(line.entrant).or_default();
        *sum = sum.saturating_add(line.fen);
    }
    let most = sums
        .into_iter()
        .max_by_key(|(entrant, fen)| (*fen, Reverse(*entrant)));
    most.map(|(entrant, _)| entrant)
}

/// A part of a whole in percent, one decimal, rounded down.
fn percent(part: i64, whole: i64) -> String {
    let thousandths = i128::from(part.max(0)) * 1_000 / i128::from(whole.max(1));
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests;
