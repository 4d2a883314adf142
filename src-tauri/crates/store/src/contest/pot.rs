//! A contest's pot in the ledger.

use crate::points::pocket::pockets;
use crate::points::span::Span;
use crate::{Conn, Result, Tx, on, sql};
use rules::contest::pot::{Desk, Legs};
use rules::points::lot::Pocket;
use rules::points::{Account, Cause, Terms};
use rules::{ContestId, MemberId, Moment, TeamId, Window};
use sqlx::FromRow;
use std::collections::HashMap;

#[derive(FromRow)]
struct Row {
    cause: i64,
    leg: i64,
    seq: i64,
    member_id: i64,
    from_account: i64,
    to_account: i64,
    points: i64,
}

/// What the ledger says of a contest.
#[derive(Clone, Debug, Default)]
pub struct Pot {
    /// What is in the pot.
    pub held: i64,
    /// What was put in, less what went back unneeded.
    pub funded: i64,
    /// What members got, less what was taken back.
    pub paid: i64,
    legs: Legs,
    /// The lots that prizes made, by member.
    lots: HashMap<MemberId, Vec<i64>>,
}

/// What the ledger says of a contest.
pub async fn pot(conn: &mut Conn, team: TeamId, contest: ContestId) -> Result<Pot> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select cause, leg, seq, member_id, from_account, to_account, points from posting
         where team_id = $1 and cause in (12, 13, 14, 15) and cause_id = $2 order by seq"
    ))
    .bind(team.0).bind(contest.0).fetch_all(c).await?);
    let mut pot = Pot::default();
    for row in rows {
        let Some(cause) = Cause::from_number(row.cause) else {
            continue;
        };
        let by = |account: Account| match account.number() {
            number if number == row.to_account => row.points,
            number if number == row.from_account => -row.points,
            _ => 0,
        };
        pot.held += by(Account::Pot);
        match cause {
            Cause::PotFund | Cause::PotBack => pot.funded += by(Account::Pot),
            _ => pot.paid -= by(Account::Pot),
        }
        let next = pot.legs.0.entry(cause).or_default();
        *next = (*next).max(row.leg + 1);
        if cause == Cause::Prize {
            pot.lots
                .entry(MemberId(row.member_id))
                .or_default()
                .push(row.seq);
        }
    }
    Ok(pot)
}

/// What is to be done with a pot.
pub struct Order<'a> {
    /// Which contest.
    pub contest: ContestId,
    /// Its name, which statements show.
    pub name: &'a str,
    /// The team's terms.
    pub terms: Terms,
    /// Who acts.
    pub by: MemberId,
    /// When.
    pub now: Moment,
}

/// Brings a pot to what it needs.
pub async fn level(tx: &mut Tx, team: TeamId, order: Order<'_>, needed: i64) -> Result<()> {
    let pot = pot(tx, team, order.contest).await?;
    let mut desk = desk(order, &pot);
    desk.level(pot.held, needed);
    crate::points::post(tx, team, desk.drafts, desk.now).await?;
    Ok(())
}

/// Pays what each member gets more, takes back what they get less, and leaves the pot empty.
pub async fn settle(
    tx: &mut Tx,
    team: TeamId,
    order: Order<'_>,
    changes: &[(MemberId, i64)],
) -> Result<()> {
    let pot = pot(tx, team, order.contest).await?;
    let mut desk = desk(order, &pot);
    let back: Vec<i64> = changes
        .iter()
        .filter(|(_, by)| *by < 0)
        .map(|(member, _)| member.0)
        .collect();
    let mut held = pockets(tx, team, &Span::of(&sorted(back))).await?;
    for (member, by) in changes.iter().filter(|(_, by)| *by < 0) {
        let mut pocket = held
            .remove(member)
            .unwrap_or_else(|| Pocket::new(Vec::new()));
        let own = pot.lots.get(member).map_or(&[][..], Vec::as_slice);
        desk.take_back(*member, -by, &mut pocket, own);
    }
    let more: i64 = changes.iter().map(|(_, by)| *by.max(&0)).sum();
    let there = pot.held + desk.effect();
    if more > there {
        desk.level(there, more);
    }
    for (member, by) in changes.iter().filter(|(_, by)| *by > 0) {
        desk.pay(*member, *by);
    }
    let left = pot.held + desk.effect();
    desk.level(left, 0);
    crate::points::post(tx, team, desk.drafts, desk.now).await?;
    Ok(())
}

fn sorted(mut members: Vec<i64>) -> Vec<i64> {
    members.sort_unstable();
    members.dedup();
    members
}

fn desk<'a>(order: Order<'a>, pot: &Pot) -> Desk<'a> {
    Desk {
        contest: order.contest,
        name: order.name,
        terms: order.terms,
        by: order.by,
        now: order.now,
        legs: pot.legs.clone(),
        drafts: Vec::new(),
    }
}

/// What someone put into pots in a window and did not get back, towards their month's budget.
pub async fn funded_in(conn: &mut Conn, team: TeamId, by: MemberId, window: Window) -> Result<i64> {
    Ok(on!(conn, c => sqlx::query_scalar(sql!(
        "select coalesce(cast(sum(case when cause = 12 then points else -points end) as bigint), 0) from posting
         where team_id = $1 and cause in (12, 13) and by_id = $2 and recorded_at >= $3 and recorded_at < $4"
    ))
    .bind(team.0).bind(by.0).bind(window.start.0).bind(window.end.0).fetch_one(c).await?))
}
