//! Redeeming: many wishes in few statements, each granted, granted before by the same request, or
//! refused without touching the others.

use super::offer::{Prize, prize};
use super::stock::last;
use crate::dialect::{Cell, bulk_insert};
use crate::points::pocket::pockets;
use crate::points::span::Span;
use crate::points::{post, tick};
use crate::word::kept;
use crate::{Conn, Result, Tx, counter, on};
use rules::points::lot::Pocket;
use rules::points::{Draft, Terms};
use rules::prize::ask::{Shelf, limit_window};
use rules::prize::desk::{Acting, For, Purchase, take};
use rules::prize::offer::PrizeNotForYou;
use rules::prize::{Act, Ask, Holding, State, life};
use rules::refusal::NotFound;
use rules::team::{Roster, Settings};
use rules::{MemberId, Moment, PrizeId, RedemptionId, Refusal, TeamId};
use sqlx::QueryBuilder;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A prize's shelf while wishes are granted.
struct Stand {
    prize: Prize,
    /// The number of the stock's last move.
    moves: i64,
    /// Pieces each asker has had in the limit's period.
    taken: HashMap<MemberId, i64>,
}

/// What is written for the wishes that were granted.
#[derive(Default)]
struct Granted<'a> {
    redemptions: Vec<[Cell<'a>; 12]>,
    acts: Vec<[Cell<'a>; 7]>,
    moves: Vec<[Cell<'a>; 8]>,
    addresses: Vec<[Cell<'a>; 5]>,
    notes: Vec<[Cell<'a>; 3]>,
    drafts: Vec<Draft>,
}

/// Sets points and pieces aside for each wish, in their order. The transaction must hold the team.
pub async fn ask(
    tx: &mut Tx,
    team: TeamId,
    asks: &[&Ask],
    (roster, settings): (&Roster, &Settings),
    now: Moment,
) -> Result<Vec<Result<RedemptionId, Refusal>>> {
    // What has run out by now is not to be spent, what is owed is paid first.
    tick(tx, team, &Terms::from(settings), now).await?;
    let mut known = known(tx, team, asks).await?;
    let mut stands = stands(tx, team, asks, settings, now).await?;
    let members: BTreeSet<i64> = asks.iter().map(|ask| ask.member.0).collect();
    let members: Vec<i64> = members.into_iter().collect();
    let mut pockets = pockets(tx, team, &Span::of(&members)).await?;
    // Numbers are taken at the end, so that refusals leave no holes.
    let first = counter::take(tx, team, "redemption", 0).await?;
    let mut next = first;
    let mut granted = Granted::default();
    let mut answers = Vec::with_capacity(asks.len());
    for ask in asks {
        if let Some(before) = known.get(ask.request.as_str()) {
            answers.push(Ok(*before));
            continue;
        }
        let id = RedemptionId(next);
        let pocket = pockets.entry(ask.member).or_default();
        let Some(stand) = stands.get_mut(&ask.prize) else {
            let what = "奖品 · the prize".to_owned();
            answers.push(Err(NotFound { what }.into()));
            continue;
        };
        if !stand.prize.offer.is_for(roster, ask.member, now) {
            answers.push(Err(PrizeNotForYou {}.into()));
            continue;
        }
        match granted.add(team, (id, ask), stand, pocket, settings, now) {
            Ok(()) => {
                next += 1;
                known.insert(ask.request.clone(), id);
                answers.push(Ok(id));
            }
            Err(no) => answers.push(Err(no)),
        }
    }
    counter::take(tx, team, "redemption", next - first).await?;
    granted.write(tx, team, now).await?;
    Ok(answers)
}

impl<'a> Granted<'a> {
    fn add(
        &mut self,
        team: TeamId,
        (id, ask): (RedemptionId, &'a Ask),
        stand: &mut Stand,
        pocket: &mut Pocket,
        settings: &Settings,
        now: Moment,
    ) -> Result<(), Refusal> {
        let offer = &stand.prize.offer;
        let taken = stand.taken.entry(ask.member).or_default();
        let shelf = Shelf {
            offer,
            left: stand.prize.left,
            taken: *taken,
        };
        ask.check()?;
        ask.check_shelf(shelf, &settings.calendar(), now)?;
        let parts = take(pocket, ask.points)?;
        // After this point nothing is refused.
        *taken += ask.pieces;
        let cost = offer.cost_fen.map(|cost| cost.0.saturating_mul(ask.pieces));
        let needs_two = settings.needs_two_approvals(cost.map(rules::Fen));
        let state = life::first(offer.approval, needs_two);
        let acting = |uses| Acting {
            by: Some(ask.member),
            now,
            uses,
        };
        let purchase = Purchase {
            of: For::Redemption(id),
            member: ask.member,
            name: offer.name.clone(),
            parts,
        };
        self.drafts.extend(purchase.reserve(acting(0)));
        self.drafts
            .extend(purchase.moved(Holding::Reserved, state.holding(), acting(0)));
        let mut act = |seq, act: Act, state: State, by: Option<MemberId>| {
            self.acts.push([
                Cell::Int(team.0),
                Cell::Int(id.0),
                Cell::Int(seq),
                Cell::Made(kept(act)),
                Cell::Made(kept(state)),
                Cell::MaybeInt(by.map(|by| by.0)),
                Cell::Int(now.0),
            ]);
        };
        act(1, Act::Request, State::Requested, Some(ask.member));
        if state != State::Requested {
            act(2, Act::Approve, state, None);
        }
        let is_stocked = stand.prize.left.is_some();
        if let Some(left) = &mut stand.prize.left {
            *left -= ask.pieces;
            stand.moves += 1;
            self.moves.push([
                Cell::Int(team.0),
                Cell::Int(ask.prize.0),
                Cell::Int(stand.moves),
                Cell::Int(-ask.pieces),
                Cell::Int(*left),
                Cell::Int(id.0),
                Cell::Int(ask.member.0),
                Cell::Int(now.0),
            ]);
        }
        if let Some(to) = ask.deliver.as_ref().filter(|_| stand.prize.offer.ships) {
            self.addresses.push([
                Cell::Int(team.0),
                Cell::Int(id.0),
                Cell::Text(to.name.trim()),
                Cell::Text(to.phone.trim()),
                Cell::Text(to.address.trim()),
            ]);
        }
        if let Some(note) = ask.note.as_deref() {
            let (team, id) = (Cell::Int(team.0), Cell::Int(id.0));
            self.notes.push([team, id, Cell::Text(note)]);
        }
        self.redemptions.push([
            Cell::Int(team.0),
            Cell::Int(id.0),
            Cell::Text(&ask.request),
            Cell::Int(ask.member.0),
            Cell::Int(ask.prize.0),
            Cell::Int(stand.prize.version),
            Cell::Int(ask.pieces),
            Cell::Int(ask.points),
            Cell::MaybeInt(cost),
            Cell::Int(i64::from(is_stocked)),
            Cell::MaybeInt(ask.replaces.map(|of| of.0)),
            Cell::Int(now.0),
        ]);
        Ok(())
    }

    async fn write(self, tx: &mut Tx, team: TeamId, now: Moment) -> Result<()> {
        let columns = [
            "team_id",
            "id",
            "request",
            "member_id",
            "prize_id",
            "version_id",
            "pieces",
            "points",
            "cost_fen",
            "stocked",
            "replaces_id",
            "recorded_at",
        ];
        bulk_insert(tx, "redemption", columns, self.redemptions).await?;
        let columns = [
            "team_id",
            "redemption_id",
            "seq",
            "act",
            "state",
            "by_id",
            "recorded_at",
        ];
        bulk_insert(tx, "redemption_act", columns, self.acts).await?;
        let columns = [
            "team_id",
            "prize_id",
            "seq",
            "pieces",
            "pieces_left",
            "redemption_id",
            "by_id",
            "recorded_at",
        ];
        bulk_insert(tx, "prize_stock", columns, self.moves).await?;
        let columns = ["team_id", "redemption_id", "name", "phone", "address"];
        bulk_insert(tx, "redemption_address", columns, self.addresses).await?;
        let columns = ["team_id", "redemption_id", "note"];
        bulk_insert(tx, "redemption_note", columns, self.notes).await?;
        post(tx, team, self.drafts, now).await?;
        Ok(())
    }
}

async fn known(
    conn: &mut Conn,
    team: TeamId,
    asks: &[&Ask],
) -> Result<HashMap<String, RedemptionId>> {
    let mut found = HashMap::new();
    for chunk in asks.chunks(500) {
        let rows: Vec<(String, i64)> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(
                "select request, id from redemption where team_id = ");
            query.push_bind(team.0).push(" and request in (");
            let mut list = query.separated(", ");
            for ask in chunk {
                list.push_bind(ask.request.as_str());
            }
            query.push(")");
            query.build_query_as().fetch_all(c).await?
        });
        found.extend(
            rows.into_iter()
                .map(|(request, id)| (request, RedemptionId(id))),
        );
    }
    Ok(found)
}

async fn stands(
    conn: &mut Conn,
    team: TeamId,
    asks: &[&Ask],
    settings: &Settings,
    now: Moment,
) -> Result<HashMap<PrizeId, Stand>> {
    let mut askers: BTreeMap<PrizeId, BTreeSet<i64>> = BTreeMap::new();
    for ask in asks {
        askers.entry(ask.prize).or_default().insert(ask.member.0);
    }
    let mut stands = HashMap::new();
    for (id, members) in askers {
        let Some(prize) = prize(conn, team, id).await? else {
            continue;
        };
        let (moves, _) = last(conn, team, id).await?;
        let members: Vec<i64> = members.into_iter().collect();
        let taken = taken(conn, team, &prize, &Span::of(&members), settings, now).await?;
        let stand = Stand {
            prize,
            moves,
            taken,
        };
        stands.insert(id, stand);
    }
    Ok(stands)
}

/// Pieces that members redeemed of a prize in its limit's period, without those that came back.
pub async fn taken(
    conn: &mut Conn,
    team: TeamId,
    prize: &Prize,
    members: &[Span],
    settings: &Settings,
    now: Moment,
) -> Result<HashMap<MemberId, i64>> {
    let mut taken = HashMap::new();
    if prize.offer.limit.is_none() {
        return Ok(taken);
    }
    let window = limit_window(&prize.offer, &settings.calendar(), now);
    let back: Vec<String> = State::ALL
        .into_iter()
        .filter(|state| state.holding() == Holding::Back)
        .map(kept)
        .collect();
    for span in members {
        let rows: Vec<(i64, i64)> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(
                "select r.member_id, cast(sum(r.pieces) as bigint) from redemption r
                 join redemption_act a on a.team_id = r.team_id and a.redemption_id = r.id and a.seq =
                      (select max(l.seq) from redemption_act l
                       where l.team_id = r.team_id and l.redemption_id = r.id)
                 where r.team_id = ");
            query.push_bind(team.0)
                .push(" and r.prize_id = ").push_bind(prize.id.0)
                .push(" and r.recorded_at >= ").push_bind(window.start.0)
                .push(" and r.recorded_at < ").push_bind(window.end.0);
            span.push(&mut query, "r.member_id");
            query.push(" and a.state not in (");
            let mut list = query.separated(", ");
            for state in &back {
                list.push_bind(state.as_str());
            }
            query.push(") group by r.member_id");
            query.build_query_as().persistent(false).fetch_all(c).await?
        });
        taken.extend(
            rows.into_iter()
                .map(|(member, pieces)| (MemberId(member), pieces)),
        );
    }
    Ok(taken)
}
