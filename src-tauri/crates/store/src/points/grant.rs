//! Points that people grant, and grants taken back.

use super::pocket::pockets;
use super::posting::post;
use super::span::Span;
use crate::dialect::{Cell, bulk_insert};
use crate::{Conn, Result, Tx, counter, on, sql};
use rules::points::grant::{Ask, GrantTakenBack, Granted, check_reason, take_back};
use rules::points::{Cause, Terms};
use rules::refusal::NotFound;
use rules::{MemberId, Moment, Refusal, TeamId, Window};
use sqlx::QueryBuilder;
use std::collections::HashMap;

/// Makes many grants in few statements: each is granted, was granted before by the same request, or is
/// refused; a refused one does not touch the others. The transaction must hold the team.
pub async fn grant(
    tx: &mut Tx,
    team: TeamId,
    asks: &[&Ask],
    now: Moment,
) -> Result<Vec<Result<Granted, Refusal>>> {
    let mut known = known(tx, team, asks).await?;
    let mut used: HashMap<MemberId, i64> = HashMap::new();
    for ask in asks.iter().filter(|ask| ask.budget.is_some()) {
        if let std::collections::hash_map::Entry::Vacant(entry) = used.entry(ask.by) {
            entry.insert(granted_in(tx, team, ask.by, ask.month).await?);
        }
    }
    let most = i64::try_from(asks.len()).unwrap_or(i64::MAX);
    let mut next = counter::take(tx, team, "points_grant", most).await?;
    let (head, _) = super::posting::head(tx, team).await?;
    let mut fresh: Vec<(i64, &Ask)> = Vec::new();
    let mut answers = Vec::with_capacity(asks.len());
    for ask in asks {
        if let Some(granted) = known.get(ask.request.as_str()) {
            answers.push(Ok(*granted));
            continue;
        }
        let gone = used.get(&ask.by).copied().unwrap_or(0);
        if let Err(no) = ask.check().and_then(|()| ask.check_budget(gone)) {
            answers.push(Err(no));
            continue;
        }
        *used.entry(ask.by).or_default() += ask.points;
        fresh.push((next, *ask));
        let granted = Granted {
            id: next,
            member: ask.member,
            points: ask.points,
            lot: head + i64::try_from(fresh.len()).unwrap_or(i64::MAX),
        };
        next += 1;
        known.insert(ask.request.clone(), granted);
        answers.push(Ok(granted));
    }
    write(tx, team, &fresh, now).await?;
    let drafts = fresh.iter().map(|(id, ask)| ask.draft(*id, now));
    post(tx, team, drafts, now).await?;
    Ok(answers)
}

async fn write(tx: &mut Tx, team: TeamId, fresh: &[(i64, &Ask)], now: Moment) -> Result<()> {
    let columns = [
        "team_id",
        "id",
        "request",
        "member_id",
        "points",
        "reason",
        "by_id",
        "recorded_at",
    ];
    let rows = fresh.iter().map(|(id, ask)| {
        [
            Cell::Int(team.0),
            Cell::Int(*id),
            Cell::Text(&ask.request),
            Cell::Int(ask.member.0),
            Cell::Int(ask.points),
            Cell::Text(ask.reason.trim()),
            Cell::Int(ask.by.0),
            Cell::Int(now.0),
        ]
    });
    bulk_insert(tx, "points_grant", columns, rows).await
}

type GrantRow = (String, i64, i64, i64, i64);

async fn known(conn: &mut Conn, team: TeamId, asks: &[&Ask]) -> Result<HashMap<String, Granted>> {
    let mut found = HashMap::new();
    for chunk in asks.chunks(500) {
        let rows: Vec<GrantRow> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(format!(
                "select g.request, g.id, g.member_id, g.points, p.seq from points_grant g
                 join posting p on p.team_id = g.team_id and p.cause = {} and p.cause_id = g.id
                 where g.team_id = ", Cause::Grant.number()));
            query.push_bind(team.0).push(" and g.request in (");
            let mut list = query.separated(", ");
            for ask in chunk {
                list.push_bind(ask.request.as_str());
            }
            query.push(")");
            query.build_query_as().fetch_all(c).await?
        });
        for (request, id, member, points, lot) in rows {
            let member = MemberId(member);
            found.insert(
                request,
                Granted {
                    id,
                    member,
                    points,
                    lot,
                },
            );
        }
    }
    Ok(found)
}

/// What someone granted in a window, less what was taken back.
pub async fn granted_in(
    conn: &mut Conn,
    team: TeamId,
    by: MemberId,
    window: Window,
) -> Result<i64> {
    Ok(on!(conn, c => sqlx::query_scalar(sql!(
        "select coalesce(cast(sum(g.points) as bigint), 0) from points_grant g
         where g.team_id = $1 and g.by_id = $2 and g.recorded_at >= $3 and g.recorded_at < $4
           and not exists (select 1 from points_grant_back b
                           where b.team_id = g.team_id and b.grant_id = g.id)"
    ))
    .bind(team.0).bind(by.0).bind(window.start.0).bind(window.end.0).fetch_one(c).await?))
}

/// Who made a grant, and what it was.
pub async fn find(
    conn: &mut Conn,
    team: TeamId,
    grant: i64,
) -> Result<Option<(Granted, MemberId)>> {
    let row: Option<(i64, i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select g.member_id, g.points, g.by_id, p.seq from points_grant g
         join posting p on p.team_id = g.team_id and p.cause = 9 and p.cause_id = g.id
         where g.team_id = $1 and g.id = $2"
    ))
    .bind(team.0).bind(grant).fetch_optional(c).await?);
    Ok(row.map(|(member, points, by, lot)| {
        let granted = Granted {
            id: grant,
            member: MemberId(member),
            points,
            lot,
        };
        (granted, MemberId(by))
    }))
}

/// Takes a grant back. The transaction must hold the team.
pub async fn give_back(
    tx: &mut Tx,
    team: TeamId,
    grant: i64,
    (by, reason): (MemberId, &str),
    terms: &Terms,
    now: Moment,
) -> Result<Result<Granted, Refusal>> {
    if let Err(no) = check_reason(reason) {
        return Ok(Err(no));
    }
    let Some((granted, _)) = find(tx, team, grant).await? else {
        let what = format!("grant {grant}");
        return Ok(Err(NotFound { what }.into()));
    };
    let written = on!(tx, c => sqlx::query(sql!(
        "insert into points_grant_back (team_id, grant_id, reason, by_id, recorded_at)
         values ($1, $2, $3, $4, $5) on conflict do nothing"
    ))
    .bind(team.0).bind(grant).bind(reason.trim()).bind(by.0).bind(now.0)
    .execute(c).await?.rows_affected());
    if written == 0 {
        return Ok(Err(GrantTakenBack {}.into()));
    }
    let mut pockets = pockets(tx, team, &[Span::List(vec![granted.member.0])]).await?;
    let pocket = pockets.entry(granted.member).or_default();
    let drafts = take_back(&granted, pocket, terms, (by, reason), now);
    post(tx, team, drafts, now).await?;
    Ok(Ok(granted))
}
