//! Praise as it is given and taken back.

use super::wall;
use crate::dialect::{Cell, bulk_insert};
use crate::points::pocket::pockets;
use crate::points::post;
use crate::points::span::Span;
use crate::{Conn, Result, Tx, counter, on, sql};
use rules::honour::Reaction;
use rules::honour::praise::{Ask, Month, Praise, PraiseTakenBack};
use rules::points::{Draft, Terms};
use rules::{MemberId, Moment, PraiseId, Refusal, TeamId, Window};
use std::collections::{BTreeMap, HashMap};

/// The praise that a request gave before.
pub async fn known(conn: &mut Conn, team: TeamId, request: &str) -> Result<Option<PraiseId>> {
    let id: Option<i64> = on!(conn, c => sqlx::query_scalar(sql!(
        "select id from praise where team_id = $1 and request = $2"
    ))
    .bind(team.0).bind(request).fetch_optional(c).await?);
    Ok(id.map(PraiseId))
}

/// Points that somebody gave in a window, without praises taken back.
pub async fn used(conn: &mut Conn, team: TeamId, by: MemberId, window: Window) -> Result<i64> {
    Ok(on!(conn, c => sqlx::query_scalar(sql!(
        "select coalesce(cast(sum(p.points) as bigint), 0) from praise p
         join praise_share s on s.team_id = p.team_id and s.praise_id = p.id
         where p.team_id = $1 and p.by_id = $2 and p.recorded_at >= $3 and p.recorded_at < $4
           and not exists (select 1 from praise_back b where b.team_id = p.team_id and b.praise_id = p.id)"
    ))
    .bind(team.0).bind(by.0).bind(window.start.0).bind(window.end.0).fetch_one(c).await?))
}

/// What the giver's month holds before a praise.
pub async fn month(conn: &mut Conn, team: TeamId, ask: &Ask, window: Window) -> Result<Month> {
    let mut between = BTreeMap::new();
    for other in &ask.to {
        let count: i64 = on!(conn, c => sqlx::query_scalar(sql!(
            "select count(*) from praise p
             join praise_share s on s.team_id = p.team_id and s.praise_id = p.id
             where p.team_id = $1 and p.recorded_at >= $4 and p.recorded_at < $5
               and ((p.by_id = $2 and s.member_id = $3) or (p.by_id = $3 and s.member_id = $2))
               and not exists (select 1 from praise_back b where b.team_id = p.team_id and b.praise_id = p.id)"
        ))
        .bind(team.0).bind(ask.by.0).bind(other.0).bind(window.start.0).bind(window.end.0)
        .fetch_one(c).await?);
        between.insert(*other, count);
    }
    Ok(Month {
        used: used(conn, team, ask.by, window).await?,
        between,
    })
}

/// Writes a praise that nothing speaks against, and posts its points. The transaction must hold the team.
pub async fn give(
    tx: &mut Tx,
    team: TeamId,
    ask: &Ask,
    terms: &Terms,
    now: Moment,
) -> Result<PraiseId> {
    let id = counter::take(tx, team, "praise", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into praise (team_id, id, request, by_id, value, words, points, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    ))
    .bind(team.0).bind(id).bind(&ask.request).bind(ask.by.0).bind(&ask.value).bind(&ask.words)
    .bind(ask.points).bind(now.0).execute(c).await.map(drop))?;
    let count = i64::try_from(ask.to.len()).unwrap_or(i64::MAX);
    let first = counter::take(tx, team, "praise_share", count).await?;
    let shares: Vec<(i64, MemberId)> = (first..).zip(ask.to.iter().copied()).collect();
    let columns = ["team_id", "id", "praise_id", "member_id"];
    let rows = shares
        .iter()
        .map(|(share, member)| [team.0, *share, id, member.0].map(Cell::Int));
    bulk_insert(tx, "praise_share", columns, rows).await?;
    if ask.points > 0 {
        let drafts: Vec<Draft> = shares
            .iter()
            .map(|(share, member)| ask.draft(*share, *member, terms, now))
            .collect();
        post(tx, team, drafts, now).await?;
    }
    Ok(PraiseId(id))
}

/// A praise that stands.
pub async fn find(conn: &mut Conn, team: TeamId, id: PraiseId) -> Result<Option<Praise>> {
    let row: Option<wall::Row> = on!(conn, c => sqlx::query_as(sql!(
        "select p.id, p.by_id, p.value, p.words, p.points, p.recorded_at from praise p
         where p.team_id = $1 and p.id = $2
           and not exists (select 1 from praise_back b where b.team_id = p.team_id and b.praise_id = p.id)"
    ))
    .bind(team.0).bind(id.0).fetch_optional(c).await?);
    Ok(wall::with_shares(conn, team, Vec::from_iter(row))
        .await?
        .pop())
}

/// Takes a praise back with its points. The transaction must hold the team.
pub async fn take_back(
    tx: &mut Tx,
    team: TeamId,
    praise: &Praise,
    (by, reason): (MemberId, &str),
    terms: &Terms,
    now: Moment,
) -> Result<Result<(), Refusal>> {
    let written = on!(tx, c => sqlx::query(sql!(
        "insert into praise_back (team_id, praise_id, reason, by_id, recorded_at)
         values ($1, $2, $3, $4, $5) on conflict do nothing"
    ))
    .bind(team.0).bind(praise.id.0).bind(reason.trim()).bind(by.0).bind(now.0)
    .execute(c).await?.rows_affected());
    if written == 0 {
        return Ok(Err(PraiseTakenBack {}.into()));
    }
    if praise.points == 0 {
        return Ok(Ok(()));
    }
    let mut members: Vec<i64> = praise.shares.iter().map(|share| share.member.0).collect();
    members.sort_unstable();
    let lots = lots(tx, team, praise).await?;
    let mut pockets = pockets(tx, team, &[Span::List(members)]).await?;
    let mut drafts = Vec::new();
    for share in &praise.shares {
        let pocket = pockets.entry(share.member).or_default();
        let lot = lots.get(&share.id).copied().unwrap_or_default();
        drafts.extend(praise.back((*share, lot), pocket, terms, (by, reason), now));
    }
    post(tx, team, drafts, now).await?;
    Ok(Ok(()))
}

/// The lots that a praise made, by share.
async fn lots(conn: &mut Conn, team: TeamId, praise: &Praise) -> Result<HashMap<i64, i64>> {
    let first = praise.shares.first().map_or(0, |share| share.id);
    let last = praise.shares.last().map_or(0, |share| share.id);
    let rows: Vec<(i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select cause_id, seq from posting
         where team_id = $1 and cause = 23 and cause_id between $2 and $3"
    ))
    .bind(team.0).bind(first).bind(last).fetch_all(c).await?);
    Ok(rows.into_iter().collect())
}

/// Notes that somebody answers a praise so, or does not any more. The transaction must hold the team.
pub async fn react(
    tx: &mut Tx,
    team: TeamId,
    (praise, member): (PraiseId, MemberId),
    (reaction, on): (Reaction, bool),
    now: Moment,
) -> Result<()> {
    let word = crate::word::kept(reaction);
    let last: Option<i64> = on!(tx, c => sqlx::query_scalar(sql!(
        "select is_on from praise_reaction
         where team_id = $1 and praise_id = $2 and member_id = $3 and reaction = $4
         order by seq desc limit 1"
    ))
    .bind(team.0).bind(praise.0).bind(member.0).bind(&word).fetch_optional(&mut *c).await?);
    if last.unwrap_or(0) == i64::from(on) {
        return Ok(());
    }
    on!(tx, c => sqlx::query(sql!(
        "insert into praise_reaction (team_id, praise_id, seq, member_id, reaction, is_on, recorded_at)
         select cast($1 as bigint), cast($2 as bigint), coalesce(max(seq), 0) + 1, cast($3 as bigint),
                cast($4 as text), cast($5 as bigint), cast($6 as bigint)
         from praise_reaction where team_id = $1 and praise_id = $2"
    ))
    .bind(team.0).bind(praise.0).bind(member.0).bind(&word).bind(i64::from(on)).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}
