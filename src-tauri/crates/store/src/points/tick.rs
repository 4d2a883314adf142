//! What time alone does: maturities, repayments and expiries, posted in bulk.

use super::balance::{Next, keep_due};
use super::pocket::{matured, pockets};
use super::posting::post;
use super::span::Span;
use crate::{Conn, Result, Tx, on, sql};
use futures::TryStreamExt as _;
use rules::points::account::maturity_id;
use rules::points::tick::{Bucket, expire, repay};
use rules::points::{Account, Draft, Terms};
use rules::{MemberId, Moment, TeamId};
use sqlx::QueryBuilder;
use std::collections::{BTreeMap, BTreeSet};

/// Members whose ledgers are held in memory at once.
const CHUNK: usize = 5_000;

/// Posts all that is due at `now`; returns how many postings. Ticking again changes nothing.
pub async fn tick(tx: &mut Tx, team: TeamId, terms: &Terms, now: Moment) -> Result<i64> {
    let due: Vec<i64> = on!(tx, c => sqlx::query_scalar(sql!(
        "select member_id from points_balance where team_id = $1 and due_at <= $2
         union select member_id from points_balance where team_id = $1 and owed <> 0 and (owed > 0 or available > 0)
         order by 1"
    ))
    .bind(team.0).bind(now.0).fetch_all(c).await?);
    let mut postings = 0;
    for members in due.chunks(CHUNK) {
        postings += tick_members(tx, team, members, terms, now).await?;
    }
    Ok(postings)
}

async fn tick_members(
    tx: &mut Tx,
    team: TeamId,
    members: &[i64],
    terms: &Terms,
    now: Moment,
) -> Result<i64> {
    let spans = Span::of(members);
    let buckets = buckets(tx, team, &spans).await?;
    let (due, later): (Vec<Bucket>, Vec<Bucket>) =
        buckets.into_iter().partition(|b| b.matures_at <= now);
    let ids: BTreeSet<i64> = due
        .iter()
        .map(|b| maturity_id(b.member, b.matures_at))
        .collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let before = matured(tx, team, &Span::of(&ids)).await?;
    let drafts: Vec<Draft> = due
        .iter()
        .map(|bucket| {
            let id = maturity_id(bucket.member, bucket.matures_at);
            // A clock that was set back can leave a second part of what matured already.
            let leg = before.get(&id).map_or(0, Vec::len);
            bucket.mature(terms, i64::try_from(leg).unwrap_or(i64::MAX))
        })
        .collect();
    let mut postings = post(tx, team, drafts, now).await?;

    let owed = owed(tx, team, &spans).await?;
    let mut next: BTreeMap<MemberId, Next> = BTreeMap::new();
    for bucket in &later {
        let due = next.entry(bucket.member).or_default();
        *due = due.sooner(Some(bucket.matures_at));
    }
    let mut pockets = pockets(tx, team, &spans).await?;
    let (mut drafts, mut due) = (Vec::new(), Vec::with_capacity(members.len()));
    for member in members.iter().copied().map(MemberId) {
        let pocket = pockets.entry(member).or_default();
        let owes = owed.get(&member).copied().unwrap_or(0);
        drafts.extend(repay(member, owes, pocket, now));
        drafts.extend(expire(member, pocket, now));
        let matures = next.get(&member).copied().unwrap_or_default();
        due.push((member, matures.sooner(pocket.next_expiry())));
    }
    postings += post(tx, team, drafts, now).await?;
    keep_due(tx, team, &due).await?;
    Ok(postings)
}

/// What is pending of some members, by when it matures.
pub async fn buckets(conn: &mut Conn, team: TeamId, members: &[Span]) -> Result<Vec<Bucket>> {
    let pending = Account::Pending.number();
    let mut found = Vec::new();
    for span in members {
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(format!(
                "select member_id, matures_at, cast(sum(
                     case when to_account = {pending} then points else -points end) as bigint)
                 from posting where (to_account = {pending} or from_account = {pending})
                   and matures_at is not null and team_id = "));
            query.push(team.0);
            span.push(&mut query, "member_id");
            query.push(" group by member_id, matures_at order by member_id, matures_at");
            let query = query.build_query_as::<(i64, i64, i64)>().persistent(false);
            let mut rows = query.fetch(c);
            while let Some((member, matures_at, points)) = rows.try_next().await? {
                if points > 0 {
                    found.push(Bucket {
                        member: MemberId(member),
                        matures_at: Moment(matures_at),
                        points,
                    });
                }
            }
        });
    }
    Ok(found)
}

async fn owed(conn: &mut Conn, team: TeamId, members: &[Span]) -> Result<BTreeMap<MemberId, i64>> {
    let mut found = BTreeMap::new();
    for span in members {
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(
                "select member_id, owed from points_balance where owed <> 0 and team_id = ");
            query.push(team.0);
            span.push(&mut query, "member_id");
            let query = query.build_query_as::<(i64, i64)>().persistent(false);
            for (member, owed) in query.fetch_all(c).await? {
                found.insert(MemberId(member), owed);
            }
        });
    }
    Ok(found)
}
