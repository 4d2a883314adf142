//! Draws (抽奖) that anyone can check.

mod entrants;
mod make;
mod proof;

pub(super) use make::{__path_act_on_draw, __path_begin_draw, __path_change_draw};
pub(super) use make::{act_on_draw, begin_draw, change_draw};
pub(super) use proof::{__path_draw_proof, __path_draw_verifier, draw_proof, draw_verifier};

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Path;
use axum::extract::State;
use entrants::{Check, check, is_of};
use rules::access::Role;
use rules::leaderboard::shown_face;
use rules::prize::draw::life::may;
use rules::prize::draw::pick::winners;
use rules::prize::draw::{Act, Lot, Plan, Proof, Share, State as Stands, Ticket, pick};
use rules::refusal::NotFound;
use rules::team::{Roster, Settings};
use rules::{DrawId, MemberId, Moment};
use serde::Serialize;
use std::sync::Arc;
use store::Conn;
use store::prize::draw::{Commitment, Done, Draw};
use utoipa::ToSchema;

/// Draws that are shown.
const SHOWN_MAX: i64 = 100;

/// A draw in the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DrawCard)]
pub(super) struct Card {
    id: DrawId,
    name: String,
    #[schema(inline)]
    state: Stands,
    /// When it is drawn.
    at: Moment,
    prizes: Vec<Share>,
    /// How many win.
    winners: i64,
    /// How many take part, once it is committed.
    entrants: usize,
    /// How many tickets there are.
    tickets: i64,
    /// The caller's tickets.
    mine: Option<Ticket>,
    /// What the caller won.
    won: Vec<String>,
    /// Whether the caller runs it.
    runs: bool,
}

/// Draws.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Draws)]
pub(super) struct List {
    /// The latest first.
    draws: Vec<Card>,
    /// Whether the caller may plan one.
    makes: bool,
}

/// Somebody who won.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DrawWon)]
pub(super) struct Won {
    number: i64,
    ticket: i64,
    /// None when the name is not shown.
    member_id: Option<MemberId>,
    name: Option<String>,
    /// What, by its place in the plan.
    prize: usize,
    mine: bool,
}

/// One number of the sequence.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DrawNumber)]
pub(super) struct Number {
    number: i64,
    ticket: i64,
    prize: Option<usize>,
    /// Whether its holder had won and was not there.
    absent: bool,
}

/// Somebody who was not there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DrawAbsent)]
pub(super) struct Absent {
    number: i64,
    at: Moment,
    by: String,
    reason: Option<String>,
}

/// A draw.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Draw)]
pub(super) struct One {
    id: DrawId,
    plan: Plan,
    #[schema(inline)]
    state: Stands,
    by: String,
    runs: bool,
    /// What the caller may do.
    #[schema(inline)]
    may: Vec<Act>,
    /// How many take part: as it stands in a draft, for good once it is committed.
    entrants: usize,
    tickets: i64,
    /// The caller's tickets.
    mine: Option<Ticket>,
    /// SHA-256 of the roster, once it is fixed.
    roster_hash: Option<String>,
    rule_hash: Option<String>,
    seed_hash: Option<String>,
    committed_at: Option<Moment>,
    /// The seed, once it was drawn.
    seed: Option<String>,
    /// What was mixed in.
    public_word: Option<String>,
    drawn_at: Option<Moment>,
    cancelled_reason: Option<String>,
    /// What there is to look at in the roster, for whoever runs it.
    check: Option<Check>,
    winners: Vec<Won>,
    /// The whole sequence, once it was drawn.
    lots: Vec<Number>,
    absents: Vec<Absent>,
}

/// Who looks at draws.
struct Looker {
    caller: Caller,
    roster: Arc<Roster>,
    settings: Arc<Settings>,
    now: Moment,
}

impl Looker {
    async fn of(app: &App, caller: Caller) -> Result<Self> {
        Ok(Self {
            caller,
            roster: app.roster(caller.team).await?,
            settings: app.settings(caller.team).await?,
            now: app.clock.now(),
        })
    }

    fn runs(&self, draw: &Draw) -> bool {
        self.caller.role == Role::Founder || draw.by == self.caller.member
    }

    fn sees(&self, draw: &Draw, fixed: Option<&Commitment>) -> bool {
        if self.runs(draw) {
            return true;
        }
        let me = self.caller.member;
        match fixed {
            Some(fixed) => {
                fixed.roster.iter().any(|t| t.member == me) || is_of(self, &draw.plan, me)
            }
            None => false,
        }
    }

    /// A name as the team's privacy and its member's consent have it.
    fn name(&self, member: MemberId) -> Option<String> {
        let theirs = self.caller.sees(&self.roster, member, self.now);
        let found = self.roster.member(member)?;
        shown_face(&self.settings, theirs, found.consents_to_board).then(|| found.name.clone())
    }
}

/// No such draw, or none for this caller.
fn no_draw() -> NotFound {
    NotFound {
        what: "抽奖 · the draw".to_owned(),
    }
}

/// A drawn draw's sequence, and who was absent.
struct Drawn {
    lots: Vec<Lot>,
    absent: Vec<i64>,
    public: String,
}

async fn drawn(
    conn: &mut Conn,
    caller: Caller,
    draw: &Draw,
    fixed: Option<&Commitment>,
) -> Result<(Vec<Done>, Option<Drawn>)> {
    let acts = store::prize::draw::acts(conn, caller.team, draw.id).await?;
    let Some(fixed) = fixed.filter(|_| draw.state == Stands::Drawn) else {
        return Ok((acts, None));
    };
    let public: String = acts.iter().filter_map(|a| a.public.clone()).collect();
    let absent: Vec<i64> = acts.iter().filter_map(|a| a.number).collect();
    let proof = Proof {
        seed: fixed.seed,
        roster: &fixed.roster,
        rule: &fixed.rule,
        public: &public,
    };
    let lots = pick(&draw.plan, &proof, &absent);
    let drawn = Drawn {
        lots,
        absent,
        public,
    };
    Ok((acts, Some(drawn)))
}

fn tickets(roster: &[Ticket]) -> i64 {
    roster.iter().map(|ticket| ticket.count).sum()
}

/// The draws that concern the caller.
#[utoipa::path(get, path = "/api/draws", operation_id = "draws", responses((status = 200, body = List)))]
pub(super) async fn draws(State(app): State<App>, caller: Caller) -> Result<axum::Json<List>> {
    let looker = Looker::of(&app, caller).await?;
    let mut conn = app.db.read().await?;
    let mut cards = Vec::new();
    for draw in store::prize::draw::draws(&mut conn, caller.team, None, SHOWN_MAX).await? {
        let fixed = store::prize::draw::commitment(&mut conn, caller.team, draw.id).await?;
        if !looker.sees(&draw, fixed.as_ref()) {
            continue;
        }
        let (_, drawn) = drawn(&mut conn, caller, &draw, fixed.as_ref()).await?;
        let roster = fixed.map(|fixed| fixed.roster).unwrap_or_default();
        let won = drawn.map(|d| winners(&d.lots)).unwrap_or_default();
        let mine = won.iter().filter(|w| w.member == caller.member);
        let share = |w: &rules::prize::draw::Winner| draw.plan.prizes.get(w.prize);
        cards.push(Card {
            id: draw.id,
            name: draw.plan.name.clone(),
            state: draw.state,
            at: draw.plan.at,
            winners: draw.plan.winners(),
            entrants: roster.len(),
            tickets: tickets(&roster),
            won: mine.filter_map(|w| Some(share(w)?.name.clone())).collect(),
            mine: roster.into_iter().find(|t| t.member == caller.member),
            runs: looker.runs(&draw),
            prizes: draw.plan.prizes,
        });
    }
    Ok(axum::Json(List {
        draws: cards,
        makes: caller.role != Role::Member,
    }))
}

/// One draw.
#[utoipa::path(get, path = "/api/draws/{id}", operation_id = "draw", params(("id" = i64, Path)), responses((status = 200, body = One)))]
pub(super) async fn draw(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<One>> {
    Ok(axum::Json(one(&app, caller, DrawId(id)).await?))
}

async fn one(app: &App, caller: Caller, id: DrawId) -> Result<One> {
    let looker = Looker::of(app, caller).await?;
    let mut conn = app.db.read().await?;
    let Some(draw) = store::prize::draw::draw(&mut conn, caller.team, id).await? else {
        return refuse(no_draw());
    };
    let fixed = store::prize::draw::commitment(&mut conn, caller.team, id).await?;
    if !looker.sees(&draw, fixed.as_ref()) {
        return refuse(no_draw());
    }
    let (acts, drawn) = drawn(&mut conn, caller, &draw, fixed.as_ref()).await?;
    let runs = looker.runs(&draw);
    let roster = match &fixed {
        Some(fixed) => fixed.roster.clone(),
        None => entrants::roster(&mut conn, &looker, &draw).await?,
    };
    let is_drawn = drawn.is_some();
    let (lots, absent) = drawn.map(|d| (d.lots, d.absent)).unwrap_or_default();
    let won = winners(&lots).into_iter().map(|winner| {
        let name = looker.name(winner.member);
        Won {
            number: winner.number,
            ticket: winner.ticket,
            member_id: name.is_some().then_some(winner.member),
            name,
            prize: winner.prize,
            mine: winner.member == caller.member,
        }
    });
    let numbers = lots.iter().map(|lot| Number {
        number: lot.number,
        ticket: lot.ticket,
        prize: lot.prize,
        absent: absent.contains(&lot.number),
    });
    let gone = acts.iter().filter_map(|done| {
        Some(Absent {
            number: done.number?,
            at: done.at,
            by: looker.roster.name(done.by).to_owned(),
            reason: done.reason.clone(),
        })
    });
    let of = |act: Act| acts.iter().find(|done| done.act == act);
    Ok(One {
        id,
        state: draw.state,
        by: looker.roster.name(draw.by).to_owned(),
        runs,
        may: if runs { may(draw.state) } else { Vec::new() },
        entrants: roster.len(),
        tickets: tickets(&roster),
        mine: roster.iter().find(|t| t.member == caller.member).cloned(),
        roster_hash: fixed.as_ref().map(|f| f.roster_hash.clone()),
        rule_hash: fixed.as_ref().map(|f| f.rule_hash.clone()),
        seed_hash: fixed.as_ref().map(|f| f.seed_hash.clone()),
        committed_at: fixed.as_ref().map(|f| f.at),
        seed: fixed.as_ref().filter(|_| is_drawn).map(|f| f.seed.hex()),
        public_word: of(Act::Draw).and_then(|done| done.public.clone()),
        drawn_at: of(Act::Draw).map(|done| done.at),
        cancelled_reason: of(Act::Cancel).and_then(|done| done.reason.clone()),
        check: (runs && !is_drawn).then(|| check(&looker, &draw.plan, &roster)),
        winners: won.collect(),
        lots: numbers.collect(),
        absents: gone.collect(),
        plan: if runs {
            draw.plan
        } else {
            draw.plan.unlisted()
        },
    })
}
