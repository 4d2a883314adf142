//! What a new version of the earning rules would change, before it is published.

use super::follow::{Which, found};
use super::gather::gather;
use super::rule::book;
use crate::setting::calendars;
use crate::{Conn, Result};
use rules::points::earn::{Target, targets};
use rules::points::version::Needs;
use rules::points::{Book, EarningRules, Version};
use rules::team::{Roster, Settings};
use rules::{MemberId, Moment, RulesId, SaleId, TeamId};
use std::collections::{BTreeMap, BTreeSet};

/// Days looked back on.
const LOOK_BACK_DAYS: i64 = 30;

/// What a version would change.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// Sales already posted whose points would change.
    pub sales: i64,
    /// By how much each member's points would change at once.
    pub changes: BTreeMap<MemberId, i64>,
    /// Since when the two were compared.
    pub compared_from: Moment,
    /// Points of each member's sales since then, by the rules in force and by the new ones.
    pub compared: BTreeMap<MemberId, (i64, i64)>,
}

/// Reckons what publishing rules from a moment on would post, and what the last thirty days would have
/// earned by them.
pub async fn preview(
    conn: &mut Conn,
    team: TeamId,
    rules: &EarningRules,
    from_at: Moment,
    (roster, settings): (&Roster, &Settings),
    now: Moment,
) -> Result<Preview> {
    let old = book(conn, team).await?;
    let calendars = calendars(conn, team, settings).await?;
    let new = old.with(unborn(rules, from_at));
    let mut preview = Preview {
        compared_from: now.plus_days(-LOOK_BACK_DAYS),
        ..Preview::default()
    };
    let mut sales: BTreeSet<SaleId> = BTreeSet::new();
    for change in found(conn, team, Which::Since(from_at), &new, roster, settings).await? {
        sales.insert(change.key.sale);
        *preview.changes.entry(change.member()).or_default() += change.points;
    }
    preview.sales = i64::try_from(sales.len()).unwrap_or(i64::MAX);
    let always = Book::new(vec![unborn(rules, Moment::MIN)]);
    let needs = either(old.needs(), always.needs());
    let since = Which::Since(preview.compared_from);
    let lines = gather(conn, team, since, needs, &calendars).await?.lines;
    let by = |book: &Book| targets(book, &calendars, &lines, |m, at| roster.tier_at(m, at));
    let recent = |target: &Target| target.at >= preview.compared_from;
    for target in by(&old).into_iter().filter(recent) {
        preview.compared.entry(target.member).or_default().0 += target.points;
    }
    for target in by(&always).into_iter().filter(recent) {
        preview.compared.entry(target.member).or_default().1 += target.points;
    }
    Ok(preview)
}

fn unborn(rules: &EarningRules, from_at: Moment) -> Version {
    Version {
        id: RulesId(i64::MAX),
        from_at,
        rules: rules.clone().tidied(),
        hash: rules.hash(),
        reason: String::new(),
        by: None,
        recorded_at: Moment::MAX,
    }
}

fn either(a: Needs, b: Needs) -> Needs {
    Needs {
        category: a.category || b.category,
        tier: a.tier || b.tier,
        orders: a.orders || b.orders,
        days: a.days || b.days,
    }
}
