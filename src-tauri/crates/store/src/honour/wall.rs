//! Praises as they stand on the wall, without those taken back.

use crate::word::word;
use crate::{Conn, Result, on, sql};
use rules::honour::Reaction;
use rules::honour::praise::{Praise, Share};
use rules::{MemberId, Moment, PraiseId, TeamId, Window};
use sqlx::{FromRow, QueryBuilder};
use std::collections::HashMap;

/// A praise without its shares.
#[derive(FromRow)]
pub(super) struct Row {
    id: i64,
    by_id: i64,
    value: String,
    words: String,
    points: i64,
    recorded_at: i64,
}

/// Which praises.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter<'a> {
    /// Given by this member.
    pub by: Option<MemberId>,
    /// Received by this member.
    pub to: Option<MemberId>,
    /// For this value.
    pub value: Option<&'a str>,
    /// Only those before this one.
    pub before: Option<PraiseId>,
}

/// Praises, the latest first.
pub async fn page(
    conn: &mut Conn,
    team: TeamId,
    filter: Filter<'_>,
    limit: i64,
) -> Result<Vec<Praise>> {
    let rows: Vec<Row> = on!(conn, c, Base => {
        let mut query = QueryBuilder::<Base>::new(
            "select p.id, p.by_id, p.value, p.words, p.points, p.recorded_at from praise p
             where not exists (select 1 from praise_back b where b.team_id = p.team_id and b.praise_id = p.id)
               and p.team_id = ");
        query.push_bind(team.0);
        if let Some(by) = filter.by {
            query.push(" and p.by_id = ").push_bind(by.0);
        }
        if let Some(to) = filter.to {
            query.push(" and exists (select 1 from praise_share s where s.team_id = p.team_id and s.praise_id = p.id and s.member_id = ");
            query.push_bind(to.0).push(")");
        }
        if let Some(value) = filter.value {
            query.push(" and p.value = ").push_bind(value.to_owned());
        }
        if let Some(before) = filter.before {
            query.push(" and p.id < ").push_bind(before.0);
        }
        query.push(" order by p.id desc limit ").push_bind(limit);
        query.build_query_as().fetch_all(c).await?
    });
    with_shares(conn, team, rows).await
}

/// The praises after one, recorded from a moment on, the earliest first.
pub async fn since(
    conn: &mut Conn,
    team: TeamId,
    (after, from): (PraiseId, Moment),
    limit: i64,
) -> Result<Vec<Praise>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select p.id, p.by_id, p.value, p.words, p.points, p.recorded_at from praise p
         where p.team_id = $1 and p.id > $2 and p.recorded_at >= $3
           and not exists (select 1 from praise_back b where b.team_id = p.team_id and b.praise_id = p.id)
         order by p.id limit $4"
    ))
    .bind(team.0).bind(after.0).bind(from.0).bind(limit).fetch_all(c).await?);
    with_shares(conn, team, rows).await
}

/// Adds who was praised.
pub(super) async fn with_shares(
    conn: &mut Conn,
    team: TeamId,
    rows: Vec<Row>,
) -> Result<Vec<Praise>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut shares: HashMap<i64, Vec<Share>> = HashMap::new();
    for chunk in ids.chunks(500) {
        let found: Vec<(i64, i64, i64)> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(
                "select praise_id, id, member_id from praise_share where team_id = ");
            query.push_bind(team.0).push(" and praise_id in (");
            let mut list = query.separated(", ");
            for id in chunk {
                list.push_bind(*id);
            }
            query.push(") order by id");
            query.build_query_as().fetch_all(c).await?
        });
        for (praise, id, member) in found {
            let member = MemberId(member);
            shares.entry(praise).or_default().push(Share { id, member });
        }
    }
    Ok(rows
        .into_iter()
        .map(|row| Praise {
            id: PraiseId(row.id),
            by: MemberId(row.by_id),
            value: row.value,
            words: row.words,
            points: row.points,
            at: Moment(row.recorded_at),
            shares: shares.remove(&row.id).unwrap_or_default(),
        })
        .collect())
}

/// How many answer a praise so, and whether the reader is one of them.
#[derive(Clone, Copy, Debug)]
pub struct Reacted {
    /// How.
    pub reaction: Reaction,
    /// How many.
    pub count: i64,
    /// Whether the reader is one of them.
    pub mine: bool,
}

/// How some praises are answered.
pub async fn reactions(
    conn: &mut Conn,
    team: TeamId,
    praises: &[Praise],
    reader: MemberId,
) -> Result<HashMap<PraiseId, Vec<Reacted>>> {
    let mut found: HashMap<PraiseId, Vec<Reacted>> = HashMap::new();
    for chunk in praises.chunks(500) {
        let rows: Vec<(i64, String, i64, i64)> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(
                "select r.praise_id, r.reaction, count(*),
                        cast(max(case when r.member_id = ");
            query.push_bind(reader.0).push(
                " then 1 else 0 end) as bigint) from praise_reaction r
                 where r.is_on = 1 and not exists (
                     select 1 from praise_reaction l
                     where l.team_id = r.team_id and l.praise_id = r.praise_id
                       and l.member_id = r.member_id and l.reaction = r.reaction and l.seq > r.seq)
                   and r.team_id = ");
            query.push_bind(team.0).push(" and r.praise_id in (");
            let mut list = query.separated(", ");
            for praise in chunk {
                list.push_bind(praise.id.0);
            }
            query.push(") group by r.praise_id, r.reaction");
            query.build_query_as().fetch_all(c).await?
        });
        for (praise, reaction, count, mine) in rows {
            let reaction = word("praise_reaction", "reaction", praise, reaction)?;
            let mine = mine == 1;
            found.entry(PraiseId(praise)).or_default().push(Reacted {
                reaction,
                count,
                mine,
            });
        }
    }
    Ok(found)
}

/// Value and receiver of each share of a window.
pub async fn shares_of(
    conn: &mut Conn,
    team: TeamId,
    window: Window,
) -> Result<Vec<(String, MemberId)>> {
    let rows: Vec<(String, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select p.value, s.member_id from praise p
         join praise_share s on s.team_id = p.team_id and s.praise_id = p.id
         where p.team_id = $1 and p.recorded_at >= $2 and p.recorded_at < $3
           and not exists (select 1 from praise_back b where b.team_id = p.team_id and b.praise_id = p.id)"
    ))
    .bind(team.0).bind(window.start.0).bind(window.end.0).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(value, member)| (value, MemberId(member)))
        .collect())
}
