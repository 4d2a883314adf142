//! Redemptions: their points lie where their states say, and stocks add up.

use super::Progress;
use crate::word::word;
use crate::{Conn, Result, on, sql};
use rules::TeamId;
use rules::points::verify::{Check, Fault, Kept, Ledger, Redeemed};
use rules::prize::{Holding, State, pool};
use std::collections::{BTreeMap, BTreeSet};

/// Number, member, points, whether it was taken out, the pool's state.
type PartRow = (i64, i64, i64, Option<i64>, Option<String>);

/// Every redemption against what it posted, and every prize's stock against its moves.
pub(super) async fn redemptions(
    conn: &mut Conn,
    team: TeamId,
    ledger: &Ledger,
    progress: Progress<'_>,
) -> Result<Vec<Fault>> {
    let rows: Vec<(i64, i64, i64, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select r.id, r.member_id, r.points, a.state from redemption r
         join redemption_act a on a.team_id = r.team_id and a.redemption_id = r.id and a.seq =
              (select max(l.seq) from redemption_act l where l.team_id = r.team_id and l.redemption_id = r.id)
         where r.team_id = $1 order by r.id"
    )).bind(team.0).fetch_all(c).await?);
    let mut should: BTreeMap<(Kept, i64), Redeemed> = BTreeMap::new();
    for (id, member, points, state) in rows {
        let state: State = word("redemption_act", "state", id, state)?;
        should.insert(
            (Kept::Redemption, id),
            lies(member, points, state.holding()),
        );
    }
    let rows: Vec<PartRow> = on!(conn, c => sqlx::query_as(sql!(
        "select p.id, p.member_id, p.points, o.part_id, a.state from prize_pool_part p
         left join prize_pool_part_out o on o.team_id = p.team_id and o.part_id = p.id
         left join prize_pool_act a on a.team_id = p.team_id and a.pool_id = p.pool_id and a.seq =
              (select max(l.seq) from prize_pool_act l where l.team_id = p.team_id and l.pool_id = p.pool_id)
         where p.team_id = $1 order by p.id"
    )).bind(team.0).fetch_all(c).await?);
    for (id, member, points, out, state) in rows {
        let state = match state {
            None => pool::State::Open,
            Some(state) => word("prize_pool_act", "state", id, state)?,
        };
        let holding = if out.is_some() {
            Holding::Back
        } else {
            state.holding()
        };
        should.insert((Kept::Part, id), lies(member, points, holding));
    }
    let total = i64::try_from(should.len()).unwrap_or(i64::MAX);
    let posted = &ledger.kept;
    let ids: BTreeSet<&(Kept, i64)> = should.keys().chain(posted.keys()).collect();
    let wrong = ids
        .into_iter()
        .filter(|id| should.get(id) != posted.get(id));
    let mut faults: Vec<Fault> = wrong
        .map(|key| {
            let id = key.1;
            let lies = |of: Option<&Redeemed>| of.map_or((0, 0), |of| (of.reserved, of.used));
            let (said, kept) = (lies(should.get(key)), lies(posted.get(key)));
            Fault::new(
                Check::Redemptions,
                id,
                format!("兑换（或合力份额）{id} 按状态应预留、用掉 {said:?} 分，账上是 {kept:?}，或者换了人"),
                format!("Redemption, or part, {id} should have {said:?} points set aside and used, but the ledger says {kept:?}, or somebody else's"),
            )
        })
        .collect();
    faults.extend(stocks(conn, team).await?);
    progress(Check::Redemptions, total, total);
    Ok(faults)
}

fn lies(member: i64, points: i64, holding: Holding) -> Redeemed {
    let (reserved, used) = match holding {
        Holding::Reserved => (points, 0),
        Holding::Used => (0, points),
        Holding::Back => (0, 0),
    };
    Redeemed {
        member,
        reserved,
        used,
    }
}

/// Every move's rest is the rest before it with what came or went; no move is missing.
async fn stocks(conn: &mut Conn, team: TeamId) -> Result<Vec<Fault>> {
    let moves: Vec<(i64, i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select prize_id, seq, pieces, pieces_left from prize_stock
         where team_id = $1 order by prize_id, seq"
    )).bind(team.0).fetch_all(c).await?);
    let mut faults = Vec::new();
    for run in moves.chunk_by(|a, b| a.0 == b.0) {
        let mut left = 0;
        let broken = (1..).zip(run).find(|(number, (_, seq, pieces, kept))| {
            left += pieces;
            number != seq || left != *kept
        });
        if let Some((number, (prize, ..))) = broken {
            faults.push(Fault::new(
                Check::Redemptions,
                *prize,
                format!("奖品 {prize} 的库存从第 {number} 次变动起加不起来：被改过、删过或插入过"),
                format!("The stock of prize {prize} does not add up from move {number} on: one was changed, removed or put in"),
            ));
        }
    }
    Ok(faults)
}
