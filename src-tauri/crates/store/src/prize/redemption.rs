//! Redemptions, what was done with them, and what that posts.

use super::offer::read;
use super::stock::{Why, shift};
use crate::points::{post, tick};
use crate::word::{kept, word};
use crate::{Conn, Error, Result, Tx, on, sql};
use rules::points::lot::Taken;
use rules::points::{Cause, Terms};
use rules::prize::ask::Deliver;
use rules::prize::desk::{Acting, For, Purchase};
use rules::prize::{Act, Holding, Offer, State};
use rules::{Fen, MemberId, Moment, PrizeId, RedemptionId, Refusal, TeamId};
use sqlx::{FromRow, QueryBuilder};

/// A redemption as it stands.
#[derive(Clone, Debug)]
pub struct Redemption {
    /// Which.
    pub id: RedemptionId,
    /// Whose.
    pub member: MemberId,
    /// Of which prize.
    pub prize: PrizeId,
    /// What the prize was when it was asked for.
    pub offer: Offer,
    /// How many pieces.
    pub pieces: i64,
    /// For how many points in all.
    pub points: i64,
    /// What all pieces cost the team, if somebody said.
    pub cost: Option<Fen>,
    /// Whether its pieces came from the counted stock.
    pub is_stocked: bool,
    /// The member's word.
    pub note: Option<String>,
    /// The redemption in whose place it was given.
    pub replaces: Option<RedemptionId>,
    /// The one that was given in its place.
    pub replaced_by: Option<RedemptionId>,
    /// When it was asked for.
    pub at: Moment,
    /// How many acts there were.
    pub acts: i64,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub since: Moment,
    /// Who brought it there; none: the shop itself.
    pub by: Option<MemberId>,
    /// With whom it was last sent, and under which number.
    pub sent: Option<(String, String)>,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    member_id: i64,
    prize_id: i64,
    version_id: i64,
    offer: String,
    pieces: i64,
    points: i64,
    cost_fen: Option<i64>,
    stocked: i64,
    note: Option<String>,
    replaces_id: Option<i64>,
    replaced_by: Option<i64>,
    recorded_at: i64,
    seq: i64,
    state: String,
    since: i64,
    by_id: Option<i64>,
    carrier: Option<String>,
    tracking_no: Option<String>,
}

impl TryFrom<Row> for Redemption {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: RedemptionId(row.id),
            member: MemberId(row.member_id),
            prize: PrizeId(row.prize_id),
            offer: read(row.version_id, row.offer)?,
            pieces: row.pieces,
            points: row.points,
            cost: row.cost_fen.map(Fen),
            is_stocked: row.stocked == 1,
            note: row.note,
            replaces: row.replaces_id.map(RedemptionId),
            replaced_by: row.replaced_by.map(RedemptionId),
            at: Moment(row.recorded_at),
            acts: row.seq,
            state: word("redemption_act", "state", row.id, row.state)?,
            since: Moment(row.since),
            by: row.by_id.map(MemberId),
            sent: row.carrier.zip(row.tracking_no),
        })
    }
}

/// Which redemptions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which<'a> {
    /// Only this one.
    pub id: Option<RedemptionId>,
    /// Only of this member.
    pub member: Option<MemberId>,
    /// Only in one of these states; all when there are none.
    pub states: &'a [State],
    /// Only those asked for before this one.
    pub before: Option<RedemptionId>,
}

/// Redemptions, the latest asked for first.
pub async fn list(
    conn: &mut Conn,
    team: TeamId,
    which: Which<'_>,
    most: i64,
) -> Result<Vec<Redemption>> {
    let rows: Vec<Row> = on!(conn, c, Base => {
        let mut query = QueryBuilder::<Base>::new(
            "select r.id, r.member_id, r.prize_id, r.version_id, v.offer, r.pieces, r.points, r.cost_fen,
                    r.stocked, t.note, r.replaces_id,
                    (select n.id from redemption n where n.team_id = r.team_id and n.replaces_id = r.id) as replaced_by,
                    r.recorded_at, a.seq, a.state, a.recorded_at as since, a.by_id, s.carrier, s.tracking_no
             from redemption r
             join prize_version v on v.team_id = r.team_id and v.prize_id = r.prize_id and v.id = r.version_id
             join redemption_act a on a.team_id = r.team_id and a.redemption_id = r.id and a.seq =
                  (select max(l.seq) from redemption_act l where l.team_id = r.team_id and l.redemption_id = r.id)
             left join redemption_note t on t.team_id = r.team_id and t.redemption_id = r.id
             left join redemption_act s on s.team_id = r.team_id and s.redemption_id = r.id and s.seq =
                  (select max(l.seq) from redemption_act l
                   where l.team_id = r.team_id and l.redemption_id = r.id and l.carrier is not null)
             where r.team_id = ");
        query.push_bind(team.0);
        if let Some(id) = which.id {
            query.push(" and r.id = ").push_bind(id.0);
        }
        if let Some(member) = which.member {
            query.push(" and r.member_id = ").push_bind(member.0);
        }
        if let Some(before) = which.before {
            query.push(" and r.id < ").push_bind(before.0);
        }
        if !which.states.is_empty() {
            query.push(" and a.state in (");
            let mut list = query.separated(", ");
            for state in which.states {
                list.push_bind(kept(state));
            }
            query.push(")");
        }
        query.push(" order by r.id desc limit ").push_bind(most);
        query.build_query_as().fetch_all(c).await?
    });
    rows.into_iter().map(Redemption::try_from).collect()
}

/// One redemption.
pub async fn one(conn: &mut Conn, team: TeamId, id: RedemptionId) -> Result<Option<Redemption>> {
    let which = Which {
        id: Some(id),
        ..Which::default()
    };
    Ok(list(conn, team, which, 1).await?.pop())
}

/// Whose redemptions wait for somebody at the desk.
pub async fn waiting(conn: &mut Conn, team: TeamId) -> Result<Vec<MemberId>> {
    let members: Vec<i64> = on!(conn, c, Base => {
        let mut query = QueryBuilder::<Base>::new(
            "select r.member_id from redemption_act a
             join redemption r on r.team_id = a.team_id and r.id = a.redemption_id
             where a.team_id = ");
        query.push_bind(team.0).push(" and a.state in (");
        let mut list = query.separated(", ");
        for state in State::WAITING {
            list.push_bind(kept(state));
        }
        query.push(
            ") and not exists (select 1 from redemption_act l where l.team_id = a.team_id
                               and l.redemption_id = a.redemption_id and l.seq = a.seq + 1)");
        query.build_query_scalar().fetch_all(c).await?
    });
    Ok(members.into_iter().map(MemberId).collect())
}

/// What was done with a redemption.
#[derive(Clone, Debug)]
pub struct Done {
    /// What.
    pub act: Act,
    /// The state it led to.
    pub state: State,
    /// Why.
    pub reason: Option<String>,
    /// With whom it was sent, and under which number.
    pub sent: Option<(String, String)>,
    /// By whom; none: the shop itself.
    pub by: Option<MemberId>,
    /// When.
    pub at: Moment,
}

#[derive(FromRow)]
struct ActRow {
    act: String,
    state: String,
    reason: Option<String>,
    carrier: Option<String>,
    tracking_no: Option<String>,
    by_id: Option<i64>,
    recorded_at: i64,
}

/// All that was done with a redemption, in order.
pub async fn acts(conn: &mut Conn, team: TeamId, id: RedemptionId) -> Result<Vec<Done>> {
    let rows: Vec<ActRow> = on!(conn, c => sqlx::query_as(sql!(
        "select act, state, reason, carrier, tracking_no, by_id, recorded_at from redemption_act
         where team_id = $1 and redemption_id = $2 order by seq"
    ))
    .bind(team.0).bind(id.0).fetch_all(c).await?);
    let done = |row: ActRow| {
        Ok(Done {
            act: word("redemption_act", "act", id.0, row.act)?,
            state: word("redemption_act", "state", id.0, row.state)?,
            reason: row.reason,
            sent: row.carrier.zip(row.tracking_no),
            by: row.by_id.map(MemberId),
            at: Moment(row.recorded_at),
        })
    };
    rows.into_iter().map(done).collect()
}

/// Where a redemption is sent.
pub async fn address(conn: &mut Conn, team: TeamId, id: RedemptionId) -> Result<Option<Deliver>> {
    let row: Option<(String, String, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select name, phone, address from redemption_address where team_id = $1 and redemption_id = $2"
    ))
    .bind(team.0).bind(id.0).fetch_optional(c).await?);
    let deliver = |(name, phone, address)| Deliver {
        name,
        phone,
        address,
    };
    Ok(row.map(deliver))
}

/// Forgets where a member's redemptions were sent and what they wrote beside them, for good.
pub async fn forget(tx: &mut Tx, team: TeamId, member: MemberId) -> Result<()> {
    on!(tx, c => {
        sqlx::query(sql!(
            "delete from redemption_address where team_id = $1 and redemption_id in
                 (select id from redemption where team_id = $1 and member_id = $2)"
        ))
        .bind(team.0).bind(member.0).execute(&mut *c).await?;
        sqlx::query(sql!(
            "delete from redemption_note where team_id = $1 and redemption_id in
                 (select id from redemption where team_id = $1 and member_id = $2)"
        ))
        .bind(team.0).bind(member.0).execute(c).await?;
    });
    Ok(())
}

/// Cause, leg, lot, points, expiry.
type PartRow = (i64, i64, Option<i64>, i64, Option<i64>);

/// The parts of lots that were set aside for a redemption, and how often it was approved.
async fn purchase(conn: &mut Conn, team: TeamId, of: &Redemption) -> Result<(Purchase, i64)> {
    let rows: Vec<PartRow> = on!(conn, c => sqlx::query_as(sql!(
        "select cause, leg, lot, points, expires_at from posting
         where team_id = $1 and cause in (16, 17) and cause_id = $2 order by cause, leg"
    ))
    .bind(team.0).bind(of.id.0).fetch_all(c).await?);
    let (mut parts, mut uses) = (Vec::new(), 0);
    for (cause, leg, lot, points, expires_at) in rows {
        match lot {
            Some(lot) if cause == Cause::Redeem.number() => parts.push(Taken {
                lot,
                expires_at: expires_at.map(Moment),
                points,
                leg,
            }),
            _ => uses += 1,
        }
    }
    let purchase = Purchase {
        of: For::Redemption(of.id),
        member: of.member,
        name: of.offer.name.clone(),
        parts,
    };
    Ok((purchase, uses))
}

/// Records what was done with a redemption, posts what it does to its points and gives its pieces back
/// to the shelf when it came to nothing. The transaction must hold the team.
pub async fn act(
    tx: &mut Tx,
    team: TeamId,
    one: &Redemption,
    done: &Done,
    terms: &Terms,
) -> Result<Result<(), Refusal>> {
    let (purchase, uses) = purchase(tx, team, one).await?;
    let acting = Acting {
        by: done.by,
        now: done.at,
        uses,
    };
    let drafts = purchase.moved(one.state.holding(), done.state.holding(), acting);
    let comes_back = done.state.holding() == Holding::Back;
    if comes_back && one.is_stocked {
        let by = done.by.unwrap_or(one.member);
        let why = Why::Redeemed(one.id);
        if let Err(no) = shift(tx, team, (one.prize, one.pieces), why, by, done.at).await? {
            return Ok(Err(no));
        }
    }
    put(tx, team, one.id, one.acts + 1, done).await?;
    post(tx, team, drafts, done.at).await?;
    if comes_back {
        // A lot that has run out meanwhile runs out now, and a debt is paid.
        tick(tx, team, terms, done.at).await?;
    }
    Ok(Ok(()))
}

async fn put(tx: &mut Tx, team: TeamId, id: RedemptionId, seq: i64, done: &Done) -> Result<()> {
    let (carrier, tracking_no) = done.sent.clone().unzip();
    on!(tx, c => sqlx::query(sql!(
        "insert into redemption_act (team_id, redemption_id, seq, act, state, reason, carrier, tracking_no, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    ))
    .bind(team.0).bind(id.0).bind(seq).bind(kept(done.act)).bind(kept(done.state))
    .bind(done.reason.as_deref()).bind(carrier).bind(tracking_no)
    .bind(done.by.map(|by| by.0)).bind(done.at.0).execute(c).await.map(drop))?;
    Ok(())
}
