//! What a new version of the earning rules would change, before it is published.

use super::facts::{self, Orders};
use super::follow::{Which, found};
use super::gather::{gather, spans};
use super::rule::book;
use crate::setting::calendars;
use crate::{Conn, Result};
use rules::points::earn::{Target, targets};
use rules::points::version::Needs;
use rules::points::{Book, EarningRules, Version};
use rules::sale::Categorised;
use rules::team::{Roster, Settings};
use rules::{MemberId, Moment, RulesId, SaleId, TeamId};
use std::collections::{BTreeMap, BTreeSet};

/// Days looked back on.
const LOOK_BACK_DAYS: i64 = 30;

/// What would be posted at once to one member.
#[derive(Clone, Copy, Debug, Default)]
pub struct Change {
    /// Sales of theirs whose points would change.
    pub sales: i64,
    /// By how many in all.
    pub points: i64,
}

/// What would be posted at once.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    /// Sales already posted whose points would change.
    pub sales: i64,
    /// What changes of each member's.
    pub by: BTreeMap<MemberId, Change>,
}

impl Changed {
    /// Points added, in all.
    pub fn raised(&self) -> i64 {
        self.by.values().map(|one| one.points.max(0)).sum()
    }

    /// Points taken back, in all; below zero.
    pub fn lowered(&self) -> i64 {
        self.by.values().map(|one| one.points.min(0)).sum()
    }
}

/// What a version would change.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// What it would post at once.
    pub at_once: Changed,
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
    preview.at_once = changed(conn, team, Which::Since(from_at), &new, (roster, settings)).await?;
    let always = Book::new(vec![unborn(rules, Moment::MIN)]);
    let needs = either(old.needs(), always.needs());
    let since = Which::Since(preview.compared_from);
    let lines = gather(conn, team, since, (needs, old.categories()), &calendars)
        .await?
        .lines;
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

/// What would be posted of some sales by a book.
async fn changed(
    conn: &mut Conn,
    team: TeamId,
    which: Which<'_>,
    book: &Book,
    (roster, settings): (&Roster, &Settings),
) -> Result<Changed> {
    let mut changed = Changed::default();
    let mut sales: BTreeSet<SaleId> = BTreeSet::new();
    let mut theirs: BTreeSet<(MemberId, SaleId)> = BTreeSet::new();
    for change in found(conn, team, which, book, roster, settings).await? {
        let (member, sale) = (change.member(), change.key.sale);
        sales.insert(sale);
        let of = changed.by.entry(member).or_default();
        of.points += change.points;
        of.sales += i64::from(theirs.insert((member, sale)));
    }
    changed.sales = i64::try_from(sales.len()).unwrap_or(i64::MAX);
    Ok(changed)
}

/// Reckons what giving goods a category would post of these sales.
pub async fn categorised(
    conn: &mut Conn,
    team: TeamId,
    said: &[Categorised],
    sales: &[SaleId],
    by: (&Roster, &Settings),
) -> Result<Changed> {
    let old = book(conn, team).await?;
    let new = old.categories().with(said.iter().cloned());
    changed(conn, team, Which::Sales(sales), &old.knowing(new), by).await
}

/// How many lines of these sales would be of another category than they are.
pub async fn recategorised(
    conn: &mut Conn,
    team: TeamId,
    said: &[Categorised],
    sales: &[SaleId],
) -> Result<i64> {
    let old = crate::sale::product::categories(conn, team).await?;
    let new = old.with(said.iter().cloned());
    let needs = Needs {
        category: true,
        ..Needs::default()
    };
    let numbers = spans(&sales.iter().map(|sale| sale.0).collect());
    let mut read = [Vec::new(), Vec::new()];
    for (lines, said) in read.iter_mut().zip([&old, &new]) {
        let mut orders = Orders::default();
        let facts = facts::lines(conn, team, &numbers, (needs, said), &mut orders).await?;
        *lines = facts.lines;
    }
    let [before, after] = read;
    let other = before
        .iter()
        .zip(&after)
        .filter(|(a, b)| a.category != b.category);
    Ok(i64::try_from(other.count()).unwrap_or(i64::MAX))
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
