//! Members' lots and which lots their maturities made.

use super::span::Span;
use crate::{Conn, Result, on};
use futures::TryStreamExt as _;
use rules::points::lot::{Lot, Pocket};
use rules::points::{Account, Cause};
use rules::{MemberId, Moment, TeamId};
use sqlx::QueryBuilder;
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct LotRow {
    member_id: i64,
    lot: i64,
    expires_at: Option<i64>,
    held: i64,
    expired: i64,
    repaid: i64,
    touched: i64,
}

/// All lots of some members.
pub async fn pockets(
    conn: &mut Conn,
    team: TeamId,
    members: &[Span],
) -> Result<HashMap<MemberId, Pocket>> {
    let sum = |account: Account| {
        let account = account.number();
        format!(
            "cast(sum(case when to_account = {account} then points
                           when from_account = {account} then -points else 0 end) as bigint)"
        )
    };
    let [held, expired, repaid] = [Account::Available, Account::Expired, Account::Owed].map(sum);
    let mut lots: HashMap<MemberId, Vec<Lot>> = HashMap::new();
    for span in members {
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(format!(
                "select member_id, lot, min(expires_at) as expires_at, {held} as held,
                        {expired} as expired, {repaid} as repaid, count(*) as touched
                 from posting where lot is not null and team_id = "));
            query.push(team.0);
            span.push(&mut query, "member_id");
            query.push(" group by member_id, lot");
            let query = query.build_query_as::<LotRow>().persistent(false);
            let mut rows = query.fetch(c);
            while let Some(row) = rows.try_next().await? {
                lots.entry(MemberId(row.member_id)).or_default().push(Lot {
                    number: row.lot,
                    expires_at: row.expires_at.map(Moment),
                    left: row.held,
                    expired: row.expired,
                    repaid: row.repaid,
                    touched: row.touched,
                });
            }
        });
    }
    let pockets = lots
        .into_iter()
        .map(|(member, lots)| (member, Pocket::new(lots)));
    Ok(pockets.collect())
}

/// The lots that maturities made and when each runs out, by their numbers, earliest first.
pub(crate) type Matured = HashMap<i64, Vec<(i64, Option<Moment>)>>;

/// What maturities of these numbers made.
pub(crate) async fn matured(conn: &mut Conn, team: TeamId, maturities: &[Span]) -> Result<Matured> {
    let mut found = Matured::new();
    for span in maturities {
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(format!(
                "select cause_id, seq, expires_at from posting where cause = {} and team_id = ",
                Cause::Maturity.number()));
            query.push(team.0);
            span.push(&mut query, "cause_id");
            query.push(" order by seq");
            let query = query.build_query_as::<(i64, i64, Option<i64>)>().persistent(false);
            for (id, lot, expires_at) in query.fetch_all(c).await? {
                found.entry(id).or_default().push((lot, expires_at.map(Moment)));
            }
        });
    }
    Ok(found)
}
