//! How a team's posters look: look and colour, and the team's mark. Replaced in place.

use crate::{Conn, Result, Tx, counter, on, sql};
use rules::{Moment, TeamId};

/// Look and colour as they are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// The look's word.
    pub look: String,
    /// `#rrggbb`; none for the look's own.
    pub colour: Option<String>,
}

/// A team's mark.
#[derive(Clone, Debug)]
pub struct Logo {
    /// As PNG.
    pub png: Vec<u8>,
    /// Whether it is made for a dark ground.
    pub is_light: bool,
}

/// A team's style; none when it never chose one.
pub async fn style(conn: &mut Conn, team: TeamId) -> Result<Option<Style>> {
    let row: Option<(String, Option<String>)> = on!(conn, c => sqlx::query_as(sql!(
        "select look, colour from poster_style where team_id = $1"
    )).bind(team.0).fetch_optional(c).await?);
    Ok(row.map(|(look, colour)| Style { look, colour }))
}

/// Gives a team a style.
pub async fn put_style(tx: &mut Tx, team: TeamId, style: &Style, now: Moment) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into poster_style (team_id, look, colour, recorded_at) values ($1, $2, $3, $4)
         on conflict (team_id) do update
         set look = excluded.look, colour = excluded.colour, recorded_at = excluded.recorded_at"
    ))
    .bind(team.0).bind(&style.look).bind(&style.colour).bind(now.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Which version of its mark a team has, if it has one.
pub async fn logo_version(conn: &mut Conn, team: TeamId) -> Result<Option<i64>> {
    Ok(on!(conn, c => sqlx::query_scalar(sql!(
        "select version from poster_logo where team_id = $1"
    )).bind(team.0).fetch_optional(c).await?))
}

/// A team's mark.
pub async fn logo(conn: &mut Conn, team: TeamId) -> Result<Option<Logo>> {
    let row: Option<(Vec<u8>, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select png, light from poster_logo where team_id = $1"
    )).bind(team.0).fetch_optional(c).await?);
    let logo = |(png, light)| Logo {
        png,
        is_light: light == 1,
    };
    Ok(row.map(logo))
}

/// Puts a mark in the place of the one before. Answers its version and whether there was one before.
pub async fn put_logo(tx: &mut Tx, team: TeamId, logo: &Logo, now: Moment) -> Result<(i64, bool)> {
    let had = remove_logo(tx, team).await?;
    let version = counter::take(tx, team, "poster_logo", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into poster_logo (team_id, version, png, light, recorded_at) values ($1, $2, $3, $4, $5)"
    ))
    .bind(team.0).bind(version).bind(&logo.png).bind(i64::from(logo.is_light)).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok((version, had))
}

/// Removes a team's mark. Answers whether there was one.
pub async fn remove_logo(tx: &mut Tx, team: TeamId) -> Result<bool> {
    let removed = on!(tx, c => sqlx::query(sql!("delete from poster_logo where team_id = $1"))
        .bind(team.0).execute(c).await?.rows_affected());
    Ok(removed > 0)
}
