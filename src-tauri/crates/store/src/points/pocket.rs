//! Members' open lots and which lots their maturities made.

use super::span::Span;
use crate::{Conn, Result, on};
use futures::TryStreamExt as _;
use rules::points::lot::{Lot, Pocket};
use rules::{MemberId, Moment, TeamId};
use sqlx::QueryBuilder;
use std::collections::HashMap;

type LotRow = (i64, i64, Option<i64>, i64, i64);

/// The open lots of some members.
pub async fn pockets(
    conn: &mut Conn,
    team: TeamId,
    members: &[Span],
) -> Result<HashMap<MemberId, Pocket>> {
    let mut lots: HashMap<MemberId, Vec<Lot>> = HashMap::new();
    for span in members {
        on!(conn, c, Base => {
            // Account 1 is the available one.
            let mut query = QueryBuilder::<Base>::new(
                "select member_id, lot, min(expires_at), cast(sum(
                     case when to_account = 1 then points when from_account = 1 then -points else 0 end
                 ) as bigint), count(*)
                 from posting where lot is not null and team_id = ");
            query.push(team.0);
            span.push(&mut query, "member_id");
            query.push(" group by member_id, lot");
            let query = query.build_query_as::<LotRow>().persistent(false);
            let mut rows = query.fetch(c);
            while let Some((member, number, expires_at, left, touched)) = rows.try_next().await? {
                let expires_at = expires_at.map(Moment);
                lots.entry(MemberId(member)).or_default().push(Lot { number, expires_at, left, touched });
            }
        });
    }
    let pockets = lots
        .into_iter()
        .map(|(member, lots)| (member, Pocket::new(lots)));
    Ok(pockets.collect())
}

/// Which lots maturities made, by the maturities' numbers.
pub(crate) async fn matured(
    conn: &mut Conn,
    team: TeamId,
    maturities: &[Span],
) -> Result<HashMap<i64, i64>> {
    let mut found = HashMap::new();
    for span in maturities {
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(
                "select cause_id, seq from posting where cause = 7 and team_id = ");
            query.push(team.0);
            span.push(&mut query, "cause_id");
            let query = query.build_query_as::<(i64, i64)>().persistent(false);
            let mut rows = query.fetch(c);
            while let Some((maturity, lot)) = rows.try_next().await? {
                found.insert(maturity, lot);
            }
        });
    }
    Ok(found)
}
