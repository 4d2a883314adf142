//! The whole team, read at once.

use crate::{Conn, Result, on, sql};
use rules::team::{Member, MemberTier, Placement, Roster, Tier};
use rules::{MemberId, Moment, TeamId, TierId};

#[derive(sqlx::FromRow)]
struct MemberRow {
    id: i64,
    name: String,
    wechat: Option<String>,
    phone: Option<String>,
    department: Option<String>,
    post: Option<String>,
    birthday: Option<String>,
    hobbies: Option<String>,
    consents_to_board: i64,
    joined_at: i64,
    left_at: Option<i64>,
    erased_at: Option<i64>,
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        Self {
            id: MemberId(row.id),
            name: row.name,
            wechat: row.wechat,
            phone: row.phone,
            department: row.department,
            post: row.post,
            birthday: row.birthday,
            hobbies: row.hobbies,
            consents_to_board: row.consents_to_board != 0,
            joined_at: Moment(row.joined_at),
            left_at: row.left_at.map(Moment),
            erased_at: row.erased_at.map(Moment),
        }
    }
}

/// Everybody of a team, as recorded so far.
pub async fn roster(conn: &mut Conn, team: TeamId) -> Result<Roster> {
    let members: Vec<MemberRow> = on!(conn, c => sqlx::query_as(sql!(
        "select id, name, wechat, phone, department, post, birthday, hobbies, consents_to_board,
                joined_at, left_at, erased_at
         from member where team_id = $1 order by id"
    )).bind(team.0).fetch_all(c).await?);
    let tiers: Vec<(i64, String, i64, String, Option<i64>)> = on!(conn, c => sqlx::query_as(sql!(
        "select id, name, position, colour, retired_at from tier where team_id = $1 order by position, id"
    )).bind(team.0).fetch_all(c).await?);
    let placements: Vec<(i64, i64, Option<i64>, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select id, member_id, sponsor_id, from_at from placement where team_id = $1 order by id"
    )).bind(team.0).fetch_all(c).await?);
    let member_tiers: Vec<(i64, i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select id, member_id, tier_id, from_at from member_tier where team_id = $1 order by id"
    )).bind(team.0).fetch_all(c).await?);
    Ok(Roster::of(
        members.into_iter().map(Member::from),
        tiers
            .into_iter()
            .map(|(id, name, position, colour, retired)| Tier {
                id: TierId(id),
                name,
                position,
                colour,
                retired_at: retired.map(Moment),
            }),
        placements
            .into_iter()
            .map(|(id, member, sponsor, from)| Placement {
                id,
                member: MemberId(member),
                sponsor: sponsor.map(MemberId),
                from: Moment(from),
            }),
        member_tiers
            .into_iter()
            .map(|(id, member, tier, from)| MemberTier {
                id,
                member: MemberId(member),
                tier: TierId(tier),
                from: Moment(from),
            }),
    ))
}
