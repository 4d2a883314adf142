//! Why a member stands where they stand: every fact, what it counted for, and what did not count.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Language, Query};
use crate::leaderboard::ask::{Ask, Asked};
use crate::leaderboard::row::Reader;
use axum::Json;
use axum::extract::State;
use rules::access::NotYours;
use rules::leaderboard::{Gap, Measure, Place, Scope};
use rules::points::Cause;
use rules::sale::State as OrderState;
use rules::{Lang, MemberId, Moment, RulesId, SaleId, TeamId, Window};
use serde::{Deserialize, Serialize};
use sheet::shop::SHOPS;
use std::collections::HashSet;
use store::Conn;
use store::leaderboard::{LineFact, Marks};
use utoipa::{IntoParams, ToSchema};

/// Whose score, and which part of its facts.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Whose; the caller's when left out.
    member: Option<MemberId>,
    /// How many facts to pass over.
    #[serde(default)]
    start: u32,
    /// The facts of the period growth is reckoned from, instead of those of the board's own.
    #[serde(default)]
    base: bool,
}

/// Facts an answer holds at most.
const FACTS: usize = 100;

/// Why a fact counted for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = BoardLeftOut)]
pub(super) enum LeftOut {
    /// Refunds and corrections took all of it.
    NothingLeft,
    /// It was ordered, but never paid.
    Unpaid,
    /// It was closed before it counted.
    Closed,
    /// The member was not in that branch or tier at that moment.
    OutsideScope,
    /// The customer bought from the team before.
    KnownCustomer,
    /// The order names no customer.
    NoCustomer,
    /// A further line of an order that is counted once.
    SameOrder,
}

/// What one cause brought or took, in the measure's unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BoardPart)]
pub(super) struct Part {
    /// `sale` for the first reading, else the cause of a correction: refund, reading, match, undo.
    cause: String,
    /// More or less.
    by: i64,
}

/// One fact behind a score.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BoardFact)]
pub(super) struct Fact {
    /// The order line's number, or the posting's for points.
    id: i64,
    /// When it counts.
    at: Moment,
    /// What it adds to the score, in the measure's unit (net sales for growth).
    counted: i64,
    /// Why it adds nothing.
    left_out: Option<LeftOut>,
    /// The order line, if it is one.
    sale_id: Option<SaleId>,
    /// Its shop's name, in the caller's language.
    shop: Option<String>,
    /// Its order's number there.
    order_no: Option<String>,
    /// What was sold.
    item: Option<String>,
    /// The version of the earning rules that points were reckoned by.
    rules_version: Option<RulesId>,
    /// How the amount came about, when more than one cause had a part in it.
    parts: Vec<Part>,
    /// Why points were posted.
    cause: Option<Cause>,
    /// The reason a person gave for points.
    reason: Option<String>,
}

/// Why a member stands where they stand.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BoardWhy)]
pub(super) struct Why {
    /// What is counted.
    window: Window,
    /// The period growth is reckoned from.
    base: Window,
    /// Their name.
    name: String,
    /// Where they stand; none while they have no place.
    place: Option<Place>,
    /// How many share that place, themselves included.
    sharing: usize,
    /// How many have a place.
    count: usize,
    /// What was counted: the sum of all facts.
    counted: i64,
    /// What was counted in the period growth is reckoned from.
    base_counted: i64,
    /// What it takes to reach the next better place.
    gap: Option<Gap>,
    /// Whether the gap was rounded up because the neighbour's amount is hidden.
    rounded: bool,
    /// How much they are ahead of the next lower score.
    lead: Option<i64>,
    /// The facts, newest first.
    facts: Vec<Fact>,
    /// Whether there are more.
    more: bool,
}

/// The facts behind a member's place.
#[utoipa::path(get, path = "/api/board/why", operation_id = "board_why", params(Ask, Which),
    responses((status = 200, body = Why)))]
pub(super) async fn board_why(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    Query(ask): Query<Ask>,
    Query(which): Query<Which>,
) -> Result<Json<Why>> {
    let asked = ask.read(&app, &caller).await?;
    let member = which.member.unwrap_or(caller.member);
    if !caller.sees(&asked.roster, member, asked.now) {
        return refuse(NotYours {});
    }
    let slot = app.board(asked.key).await?;
    let mut conn = app.db.read().await?;
    let part = (i64::from(which.start), FACTS as i64 + 1);
    let window = if which.base {
        asked.key.base
    } else {
        asked.key.window
    };
    let mut facts = match ask.measure() {
        Measure::Points => points(&mut conn, &asked, member, window, part).await?,
        _ => lines(&mut conn, &asked, member, window, part).await?,
    };
    let more = facts.len() > FACTS;
    facts.truncate(FACTS);
    for shop in facts.iter_mut().filter_map(|fact| fact.shop.as_mut()) {
        if let Some((_, zh, en)) = SHOPS.iter().find(|(code, ..)| *code == shop.as_str()) {
            *shop = match lang {
                Lang::Zh => zh,
                Lang::En => en,
            }
            .to_string();
        }
    }
    Ok(Json(slot.read(ask.measure(), |board| {
        let place = board.place(member);
        let tally = board.tally(member);
        let reader = Reader {
            asked: &asked,
            caller: &caller,
            count: board.len(),
        };
        let distances = reader.distances(board, member);
        Why {
            window: asked.key.window,
            base: asked.key.base,
            name: asked.roster.name(member).to_owned(),
            sharing: place.map_or(0, |place| board.sharing(place.score)),
            count: board.len(),
            counted: tally.now,
            base_counted: tally.base,
            gap: distances.gap,
            rounded: distances.rounded,
            lead: distances.lead,
            place,
            facts,
            more,
        }
    })))
}

async fn points(
    conn: &mut Conn,
    asked: &Asked,
    member: MemberId,
    window: Window,
    part: (i64, i64),
) -> Result<Vec<Fact>> {
    let team = asked.key.team;
    let postings = store::leaderboard::points(conn, team, member, window, part).await?;
    Ok(postings
        .into_iter()
        .map(|posting| {
            let sold_at = Moment(posting.of.sold_at);
            let inside = asked.key.scope.holds(&asked.roster, member, sold_at);
            Fact {
                id: posting.seq,
                at: posting.at,
                counted: if inside { posting.points } else { 0 },
                left_out: (!inside).then_some(LeftOut::OutsideScope),
                sale_id: Some(posting.sale),
                shop: posting.of.shop,
                order_no: posting.of.order_no,
                item: posting.of.item,
                rules_version: posting.of.rules_id.map(RulesId),
                parts: Vec::new(),
                cause: Cause::from_number(posting.cause),
                reason: posting.reason,
            }
        })
        .collect())
}

async fn lines(
    conn: &mut Conn,
    asked: &Asked,
    member: MemberId,
    window: Window,
    part: (i64, i64),
) -> Result<Vec<Fact>> {
    let (team, measure) = (asked.key.team, asked.key.measure);
    let lines = store::leaderboard::lines(conn, team, member, window, part).await?;
    let first: HashSet<SaleId> = match measure {
        Measure::NewCustomers => {
            let first = store::leaderboard::first_sales(conn, team, window, Marks::ALL).await?;
            first.into_iter().map(|first| first.sale).collect()
        }
        _ => HashSet::new(),
    };
    let scope = asked.key.scope;
    let mut facts = Vec::with_capacity(lines.len());
    for line in lines {
        let inside = scope == Scope::Team || scope.holds(&asked.roster, member, line.at);
        let never_counted = line.parts.iter().all(|(_, fen, _)| *fen == 0);
        let mut fact = fact(line, measure, inside, &first);
        if never_counted && fact.left_out == Some(LeftOut::NothingLeft) {
            fact.left_out = Some(why_never(conn, team, fact.sale_id).await?);
        }
        facts.push(fact);
    }
    Ok(facts)
}

/// Why an order line never counted: what its shop says of it.
async fn why_never(conn: &mut Conn, team: TeamId, sale: Option<SaleId>) -> Result<LeftOut> {
    let Some(sale) = sale else {
        return Ok(LeftOut::NothingLeft);
    };
    let row = store::sale::list::sale(conn, team, sale).await?;
    Ok(match row.and_then(|row| OrderState::of(&row.state)) {
        Some(OrderState::Unpaid) => LeftOut::Unpaid,
        Some(OrderState::Closed) => LeftOut::Closed,
        _ => LeftOut::NothingLeft,
    })
}

fn fact(line: LineFact, measure: Measure, inside: bool, first: &HashSet<SaleId>) -> Fact {
    let (fen, orders) = line.parts.iter().fold((0, 0), |(fen, orders), part| {
        (fen + part.1, orders + part.2)
    });
    let amount = match measure {
        Measure::Orders => orders,
        Measure::NewCustomers => i64::from(first.contains(&line.sale)),
        _ => fen,
    };
    let left_out = match measure {
        _ if !inside => Some(LeftOut::OutsideScope),
        _ if amount != 0 => None,
        Measure::NewCustomers if fen <= 0 => Some(LeftOut::NothingLeft),
        Measure::NewCustomers if line.buyer.is_none() => Some(LeftOut::NoCustomer),
        Measure::NewCustomers => Some(LeftOut::KnownCustomer),
        Measure::Orders if fen > 0 => Some(LeftOut::SameOrder),
        _ => Some(LeftOut::NothingLeft),
    };
    let mut parts: Vec<Part> = Vec::new();
    for (cause, fen, orders) in line.parts {
        let by = if measure == Measure::Orders {
            orders
        } else {
            fen
        };
        match parts.iter_mut().find(|part| part.cause == cause) {
            Some(part) => part.by += by,
            None => parts.push(Part { cause, by }),
        }
    }
    if parts.len() < 2 || measure == Measure::NewCustomers {
        parts.clear();
    }
    Fact {
        id: line.sale.0,
        at: line.at,
        counted: if inside { amount } else { 0 },
        left_out,
        sale_id: Some(line.sale),
        shop: Some(line.shop),
        order_no: Some(line.order_no),
        item: Some(line.item),
        rules_version: None,
        parts,
        cause: None,
        reason: None,
    }
}
