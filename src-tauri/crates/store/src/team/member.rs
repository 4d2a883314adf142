//! Members: added, changed, their recorded history.

use crate::dialect::{Cell, bulk_insert};
use crate::{Conn, Result, Tx, counter, on, sql};
use rules::team::{Member, MemberTier, Placement};
use rules::{MemberId, Moment, TeamId, TierId};

/// Who records something, when, and why.
#[derive(Clone, Copy, Debug)]
pub struct Note<'a> {
    /// Who; nobody for the program itself.
    pub by: Option<MemberId>,
    /// When.
    pub at: Moment,
    /// Why, in the person's words.
    pub reason: Option<&'a str>,
}

/// Takes numbers for new members and returns the first.
pub async fn take_ids(tx: &mut Tx, team: TeamId, count: usize) -> Result<MemberId> {
    counter::take(tx, team, "member", i64::try_from(count).unwrap_or(i64::MAX))
        .await
        .map(MemberId)
}

/// Adds members under numbers taken before.
pub async fn add(tx: &mut Tx, team: TeamId, members: &[Member], now: Moment) -> Result<()> {
    let columns = [
        "team_id",
        "id",
        "name",
        "wechat",
        "phone",
        "department",
        "post",
        "birthday",
        "hobbies",
        "consents_to_board",
        "joined_at",
        "left_at",
        "erased_at",
        "recorded_at",
    ];
    let rows = members.iter().map(|m| {
        [
            Cell::Int(team.0),
            Cell::Int(m.id.0),
            Cell::Text(&m.name),
            Cell::MaybeText(m.wechat.as_deref()),
            Cell::MaybeText(m.phone.as_deref()),
            Cell::MaybeText(m.department.as_deref()),
            Cell::MaybeText(m.post.as_deref()),
            Cell::MaybeText(m.birthday.as_deref()),
            Cell::MaybeText(m.hobbies.as_deref()),
            Cell::Int(i64::from(m.consents_to_board)),
            Cell::Int(m.joined_at.0),
            Cell::MaybeInt(m.left_at.map(|at| at.0)),
            Cell::MaybeInt(m.erased_at.map(|at| at.0)),
            Cell::Int(now.0),
        ]
    });
    bulk_insert(tx, "member", columns, rows).await
}

/// Writes a member's profile anew.
pub async fn change(tx: &mut Tx, team: TeamId, m: &Member) -> Result<()> {
    on!(tx, c => {
        sqlx::query(sql!(
            "update member set name = $3, wechat = $4, phone = $5, department = $6, post = $7,
                    birthday = $8, hobbies = $9, consents_to_board = $10, joined_at = $11,
                    left_at = $12, erased_at = $13
             where team_id = $1 and id = $2"
        ))
        .bind(team.0).bind(m.id.0).bind(&m.name).bind(&m.wechat).bind(&m.phone)
        .bind(&m.department).bind(&m.post).bind(&m.birthday).bind(&m.hobbies)
        .bind(i64::from(m.consents_to_board)).bind(m.joined_at.0)
        .bind(m.left_at.map(|at| at.0)).bind(m.erased_at.map(|at| at.0))
        .execute(c).await?;
    });
    Ok(())
}

/// Records placements; their numbers are given here.
pub async fn place(
    tx: &mut Tx,
    team: TeamId,
    mut rows: Vec<Placement>,
    note: Note<'_>,
) -> Result<Vec<Placement>> {
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let first = counter::take(tx, team, "placement", count).await?;
    for (id, row) in (first..).zip(&mut rows) {
        row.id = id;
    }
    let columns = [
        "team_id",
        "id",
        "member_id",
        "sponsor_id",
        "from_at",
        "by_id",
        "reason",
        "recorded_at",
    ];
    let cells = rows.iter().map(|row| {
        [
            Cell::Int(team.0),
            Cell::Int(row.id),
            Cell::Int(row.member.0),
            Cell::MaybeInt(row.sponsor.map(|sponsor| sponsor.0)),
            Cell::Int(row.from.0),
            Cell::MaybeInt(note.by.map(|by| by.0)),
            Cell::MaybeText(note.reason),
            Cell::Int(note.at.0),
        ]
    });
    bulk_insert(tx, "placement", columns, cells).await?;
    Ok(rows)
}

/// Records members' tiers; their numbers are given here.
pub async fn set_tiers(
    tx: &mut Tx,
    team: TeamId,
    mut rows: Vec<MemberTier>,
    note: Note<'_>,
) -> Result<Vec<MemberTier>> {
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let first = counter::take(tx, team, "member_tier", count).await?;
    for (id, row) in (first..).zip(&mut rows) {
        row.id = id;
    }
    let columns = [
        "team_id",
        "id",
        "member_id",
        "tier_id",
        "from_at",
        "by_id",
        "reason",
        "recorded_at",
    ];
    let cells = rows.iter().map(|row| {
        [
            Cell::Int(team.0),
            Cell::Int(row.id),
            Cell::Int(row.member.0),
            Cell::Int(row.tier.0),
            Cell::Int(row.from.0),
            Cell::MaybeInt(note.by.map(|by| by.0)),
            Cell::MaybeText(note.reason),
            Cell::Int(note.at.0),
        ]
    });
    bulk_insert(tx, "member_tier", columns, cells).await?;
    Ok(rows)
}

/// One recorded row of a member's past: a placement or a tier, with who recorded it, when and why.
#[derive(Clone, Debug)]
pub struct Recorded<T> {
    /// What was recorded.
    pub row: T,
    /// Who recorded it.
    pub by: Option<MemberId>,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub recorded_at: Moment,
}

type Row = (i64, i64, Option<i64>, i64, Option<i64>, Option<String>, i64);

/// Every placement recorded of a member, the last recorded first.
pub async fn placements(
    conn: &mut Conn,
    team: TeamId,
    member: MemberId,
) -> Result<Vec<Recorded<Placement>>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select id, member_id, sponsor_id, from_at, by_id, reason, recorded_at from placement
         where team_id = $1 and member_id = $2 order by id desc"
    )).bind(team.0).bind(member.0).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(
            |(id, member, sponsor, from, by, reason, recorded)| Recorded {
                row: Placement {
                    id,
                    member: MemberId(member),
                    sponsor: sponsor.map(MemberId),
                    from: Moment(from),
                },
                by: by.map(MemberId),
                reason,
                recorded_at: Moment(recorded),
            },
        )
        .collect())
}

/// One placement by its number.
pub async fn placement(conn: &mut Conn, team: TeamId, id: i64) -> Result<Option<Placement>> {
    let row: Option<(i64, Option<i64>, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, sponsor_id, from_at from placement where team_id = $1 and id = $2"
    )).bind(team.0).bind(id).fetch_optional(c).await?);
    Ok(row.map(|(member, sponsor, from)| Placement {
        id,
        member: MemberId(member),
        sponsor: sponsor.map(MemberId),
        from: Moment(from),
    }))
}

/// Every tier recorded of a member, the last recorded first.
pub async fn member_tiers(
    conn: &mut Conn,
    team: TeamId,
    member: MemberId,
) -> Result<Vec<Recorded<MemberTier>>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select id, member_id, tier_id, from_at, by_id, reason, recorded_at from member_tier
         where team_id = $1 and member_id = $2 order by id desc"
    )).bind(team.0).bind(member.0).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(id, member, tier, from, by, reason, recorded)| Recorded {
            row: MemberTier {
                id,
                member: MemberId(member),
                tier: TierId(tier.unwrap_or_default()),
                from: Moment(from),
            },
            by: by.map(MemberId),
            reason,
            recorded_at: Moment(recorded),
        })
        .collect())
}

/// Whether a member holds the founder's role.
pub async fn is_founder(conn: &mut Conn, team: TeamId, member: MemberId) -> Result<bool> {
    let role: Option<String> = on!(conn, c => sqlx::query_scalar(sql!(
        "select role from member_role where team_id = $1 and member_id = $2 order by id desc limit 1"
    )).bind(team.0).bind(member.0).fetch_optional(c).await?);
    Ok(role.as_deref() == Some(rules::access::Role::Founder.word()))
}
