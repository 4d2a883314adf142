//! Tiers of a team.

use crate::{Result, Tx, counter, on, sql};
use rules::team::Tier;
use rules::{TeamId, TierId};

/// Adds a tier under a number given here.
pub async fn add_tier(tx: &mut Tx, team: TeamId, tier: Tier) -> Result<Tier> {
    let id = counter::take(tx, team, "tier", 1).await?;
    on!(tx, c => {
        sqlx::query(sql!(
            "insert into tier (team_id, id, name, position, colour, retired_at)
             values ($1, $2, $3, $4, $5, $6)"
        ))
        .bind(team.0).bind(id).bind(&tier.name).bind(tier.position).bind(&tier.colour)
        .bind(tier.retired_at.map(|at| at.0))
        .execute(c).await?;
    });
    Ok(Tier {
        id: TierId(id),
        ..tier
    })
}

/// Writes a tier anew.
pub async fn change_tier(tx: &mut Tx, team: TeamId, tier: &Tier) -> Result<()> {
    on!(tx, c => {
        sqlx::query(sql!(
            "update tier set name = $3, position = $4, colour = $5, retired_at = $6
             where team_id = $1 and id = $2"
        ))
        .bind(team.0).bind(tier.id.0).bind(&tier.name).bind(tier.position).bind(&tier.colour)
        .bind(tier.retired_at.map(|at| at.0))
        .execute(c).await?;
    });
    Ok(())
}
