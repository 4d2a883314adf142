//! Prizes, the versions of what they are, their pictures.

use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::prize::Offer;
use rules::{MemberId, Moment, PrizeId, TeamId};
use sqlx::FromRow;
use std::collections::HashMap;

/// A prize as it is now.
#[derive(Clone, Debug)]
pub struct Prize {
    /// Which.
    pub id: PrizeId,
    /// The number of its version.
    pub version: i64,
    /// What it is.
    pub offer: Offer,
    /// Pieces left, if they are counted.
    pub left: Option<i64>,
    /// Its pictures, the first to be shown first.
    pub pictures: Vec<i64>,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    version: i64,
    offer: String,
    pieces_left: Option<i64>,
}

pub(super) fn read(version: i64, text: String) -> Result<Offer> {
    serde_json::from_str(&text).map_err(|_| Error::Unreadable {
        table: "prize_version",
        column: "offer",
        id: version,
        read: text,
    })
}

impl TryFrom<Row> for Prize {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let offer = read(row.version, row.offer)?;
        Ok(Self {
            id: PrizeId(row.id),
            version: row.version,
            left: offer.stocked.then_some(row.pieces_left.unwrap_or(0)),
            offer,
            pictures: Vec::new(),
        })
    }
}

/// All prizes of a team, the oldest first.
pub async fn prizes(conn: &mut Conn, team: TeamId) -> Result<Vec<Prize>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select p.id, v.id as version, v.offer, s.pieces_left
         from prize p
         join prize_version v on v.team_id = p.team_id and v.prize_id = p.id and v.id =
              (select max(l.id) from prize_version l where l.team_id = p.team_id and l.prize_id = p.id)
         left join prize_stock s on s.team_id = p.team_id and s.prize_id = p.id and s.seq =
              (select max(l.seq) from prize_stock l where l.team_id = p.team_id and l.prize_id = p.id)
         where p.team_id = $1 order by p.id"
    ))
    .bind(team.0).fetch_all(c).await?);
    let mut prizes: Vec<Prize> = rows
        .into_iter()
        .map(Prize::try_from)
        .collect::<Result<_>>()?;
    let rows: Vec<(i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select prize_id, id from prize_picture where team_id = $1 order by id"
    ))
    .bind(team.0).fetch_all(c).await?);
    let mut pictures: HashMap<i64, Vec<i64>> = HashMap::new();
    for (prize, picture) in rows {
        pictures.entry(prize).or_default().push(picture);
    }
    for prize in &mut prizes {
        prize.pictures = pictures.remove(&prize.id.0).unwrap_or_default();
    }
    Ok(prizes)
}

/// One prize.
pub async fn prize(conn: &mut Conn, team: TeamId, id: PrizeId) -> Result<Option<Prize>> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select p.id, v.id as version, v.offer, s.pieces_left
         from prize p
         join prize_version v on v.team_id = p.team_id and v.prize_id = p.id and v.id =
              (select max(l.id) from prize_version l where l.team_id = p.team_id and l.prize_id = p.id)
         left join prize_stock s on s.team_id = p.team_id and s.prize_id = p.id and s.seq =
              (select max(l.seq) from prize_stock l where l.team_id = p.team_id and l.prize_id = p.id)
         where p.team_id = $1 and p.id = $2"
    ))
    .bind(team.0).bind(id.0).fetch_optional(c).await?);
    let Some(mut prize) = row.map(Prize::try_from).transpose()? else {
        return Ok(None);
    };
    prize.pictures = on!(conn, c => sqlx::query_scalar(sql!(
        "select id from prize_picture where team_id = $1 and prize_id = $2 order by id"
    ))
    .bind(team.0).bind(id.0).fetch_all(c).await?);
    Ok(Some(prize))
}

/// Adds a prize.
pub async fn add(
    tx: &mut Tx,
    team: TeamId,
    offer: &Offer,
    by: MemberId,
    now: Moment,
) -> Result<PrizeId> {
    let id = counter::take(tx, team, "prize", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into prize (team_id, id, by_id, recorded_at) values ($1, $2, $3, $4)"
    ))
    .bind(team.0).bind(id).bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    amend(tx, team, PrizeId(id), offer, by, now).await?;
    Ok(PrizeId(id))
}

/// Gives a prize its next version. The transaction must hold the team.
pub async fn amend(
    tx: &mut Tx,
    team: TeamId,
    prize: PrizeId,
    offer: &Offer,
    by: MemberId,
    now: Moment,
) -> Result<()> {
    let text = serde_json::to_string(offer).unwrap_or_default();
    on!(tx, c => sqlx::query(sql!(
        "insert into prize_version (team_id, prize_id, id, offer, by_id, recorded_at)
         select cast($1 as bigint), cast($2 as bigint), coalesce(max(id), 0) + 1, cast($3 as text),
                cast($4 as bigint), cast($5 as bigint)
         from prize_version where team_id = $1 and prize_id = $2"
    ))
    .bind(team.0).bind(prize.0).bind(text).bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    Ok(())
}

/// A version of a prize.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number, from 1.
    pub id: i64,
    /// What the prize was.
    pub offer: Offer,
    /// By whom.
    pub by: MemberId,
    /// From when.
    pub at: Moment,
}

/// All versions of a prize, the first first.
pub async fn versions(conn: &mut Conn, team: TeamId, prize: PrizeId) -> Result<Vec<Version>> {
    let rows: Vec<(i64, String, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select id, offer, by_id, recorded_at from prize_version
         where team_id = $1 and prize_id = $2 order by id"
    ))
    .bind(team.0).bind(prize.0).fetch_all(c).await?);
    let version = |(id, offer, by, at)| {
        Ok(Version {
            id,
            offer: read(id, offer)?,
            by: MemberId(by),
            at: Moment(at),
        })
    };
    rows.into_iter().map(version).collect()
}

/// A picture of a prize.
pub async fn picture(
    conn: &mut Conn,
    team: TeamId,
    prize: PrizeId,
    picture: i64,
) -> Result<Option<Vec<u8>>> {
    Ok(on!(conn, c => sqlx::query_scalar(sql!(
        "select jpeg from prize_picture where team_id = $1 and id = $2 and prize_id = $3"
    ))
    .bind(team.0).bind(picture).bind(prize.0).fetch_optional(c).await?))
}

/// Adds a picture.
pub async fn add_picture(
    tx: &mut Tx,
    team: TeamId,
    prize: PrizeId,
    jpeg: &[u8],
    now: Moment,
) -> Result<i64> {
    let id = counter::take(tx, team, "prize_picture", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into prize_picture (team_id, id, prize_id, jpeg, recorded_at) values ($1, $2, $3, $4, $5)"
    ))
    .bind(team.0).bind(id).bind(prize.0).bind(jpeg).bind(now.0).execute(c).await.map(drop))?;
    Ok(id)
}

/// Removes a picture.
pub async fn remove_picture(tx: &mut Tx, team: TeamId, prize: PrizeId, picture: i64) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "delete from prize_picture where team_id = $1 and id = $2 and prize_id = $3"
    ))
    .bind(team.0).bind(picture).bind(prize.0).execute(c).await.map(drop))?;
    Ok(())
}
