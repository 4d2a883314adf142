//! Members' open lots and which lots their maturities made.

use super::span::Span;
use crate::{Conn, Result, on};
use futures::TryStreamExt as _;
use rules::points::lot::{Lot, Pocket};
use rules::points::{Account, Cause};
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
    let available = Account::Available.number();
    let mut lots: HashMap<MemberId, Vec<Lot>> = HashMap::new();
    for span in members {
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(format!(
                "select member_id, lot, min(expires_at), cast(sum(
                     case when to_account = {available} then points else -points end) as bigint), count(*)
                 from posting where lot is not null and team_id = "));
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

/// What maturities of one number made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matured {
    /// The lot of the last.
    pub lot: i64,
    /// How many.
    pub count: i64,
}

/// What maturities made, by their numbers.
pub(crate) async fn matured(
    conn: &mut Conn,
    team: TeamId,
    maturities: &[Span],
) -> Result<HashMap<i64, Matured>> {
    let mut found = HashMap::new();
    for span in maturities {
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(format!(
                "select cause_id, max(seq), count(*) from posting where cause = {} and team_id = ",
                Cause::Maturity.number()));
            query.push(team.0);
            span.push(&mut query, "cause_id");
            query.push(" group by cause_id");
            let query = query.build_query_as::<(i64, i64, i64)>().persistent(false);
            for (id, lot, count) in query.fetch_all(c).await? {
                found.insert(id, Matured { lot, count });
            }
        });
    }
    Ok(found)
}
