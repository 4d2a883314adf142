//! Rounds: who is nominated for a title, the vote, the decision.

mod act;

pub(super) use act::*;

use super::title::find;
use super::{Eye, Somebody};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Path;
use axum::extract::State;
use rules::honour::round::{Act, Nomination, Plan, State as Stands, Tally, step, tally};
use rules::honour::title::Plan as TitlePlan;
use rules::refusal::NotFound;
use rules::{MemberId, Moment, Refusal, RoundId, TitleId};
use serde::Serialize;
use std::collections::BTreeMap;
use store::Conn;
use store::honour::round::Round;
use utoipa::ToSchema;

/// Rounds that are listed.
const SHOWN_MAX: i64 = 30;

/// A round in the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RoundCard)]
pub(super) struct Card {
    id: RoundId,
    title_id: TitleId,
    title: String,
    #[schema(inline)]
    state: Stands,
    nominate_until: Moment,
    vote_until: Option<Moment>,
    /// How many are nominated.
    nominees: usize,
    /// Whether something waits for the caller: a vote, or a decision.
    waits: bool,
}

/// Rounds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Rounds)]
pub(super) struct List {
    /// The latest first.
    rounds: Vec<Card>,
}

/// What somebody was nominated for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RoundNomination)]
pub(super) struct Said {
    /// Its number, to vote by and to take it back by.
    seq: i64,
    evidence: String,
    by: Somebody,
    at: Moment,
    /// Whether the caller may take it back.
    withdraws: bool,
}

/// Somebody nominated.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RoundNominee)]
pub(super) struct Nominee {
    who: Somebody,
    /// Whether it is the caller.
    mine: bool,
    nominations: Vec<Said>,
    /// Votes, once the vote is over.
    votes: Option<i64>,
    /// Their place by votes; as many votes, the same place.
    place: Option<u64>,
    /// Whether the caller votes for them.
    my_vote: bool,
    /// Whether they got the title.
    chosen: bool,
}

/// A round.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TitleRound)]
pub(super) struct One {
    id: RoundId,
    title_id: TitleId,
    #[schema(inline)]
    title: TitlePlan,
    #[schema(inline)]
    plan: Plan,
    #[schema(inline)]
    state: Stands,
    by: Somebody,
    runs: bool,
    /// What the caller may do.
    #[schema(inline)]
    may: Vec<Act>,
    nominees: Vec<Nominee>,
    /// How many voted, once the vote is over.
    voters: Option<usize>,
    /// Why it was called off, or decided against the vote.
    reason: Option<String>,
}

fn no_round() -> Refusal {
    NotFound {
        what: "这次评选 · the round".to_owned(),
    }
    .into()
}

impl Eye {
    /// Whether somebody takes part in a round.
    fn takes_part(&self, plan: &Plan, member: MemberId) -> bool {
        let here = self.roster.member(member);
        let tree = &self.roster.tree;
        let within = |head| head == member || tree.holds_at(head, member, self.now);
        here.is_some_and(|one| one.is_here_at(self.now)) && plan.branch.is_none_or(within)
    }

    fn runs(&self, round: &Round) -> bool {
        self.is_founder() || round.by == self.caller.member
    }

    fn may(&self, round: &Round) -> Vec<Act> {
        let state = round.state(self.now);
        let takes_part = self.takes_part(&round.plan, self.caller.member);
        let does = |act: &Act| match act {
            Act::Nominate | Act::Vote => takes_part,
            Act::Decide | Act::Cancel => self.runs(round),
            Act::Withdraw => true,
        };
        let all = [Act::Nominate, Act::Vote, Act::Decide, Act::Cancel];
        let can = all.into_iter().filter(|act| step(state, *act).is_ok());
        can.filter(does).collect()
    }

    fn withdraws(&self, round: &Round, nomination: &Nomination) -> bool {
        let me = self.caller.member;
        let mine = nomination.by == me || nomination.member == me;
        step(round.state(self.now), Act::Withdraw).is_ok() && (mine || self.runs(round))
    }
}

/// A round that the caller may know of.
async fn known(conn: &mut Conn, eye: &Eye, id: RoundId) -> Result<Round> {
    match store::honour::round::round(conn, eye.caller.team, id).await? {
        Some(round) if eye.runs(&round) || eye.takes_part(&round.plan, eye.caller.member) => {
            Ok(round)
        }
        _ => refuse(no_round()),
    }
}

/// A round, its nominations and its votes.
struct Book {
    round: Round,
    nominations: Vec<Nomination>,
    votes: BTreeMap<MemberId, MemberId>,
}

impl Book {
    async fn read(conn: &mut Conn, eye: &Eye, id: RoundId) -> Result<Self> {
        let round = known(conn, eye, id).await?;
        let team = eye.caller.team;
        Ok(Self {
            nominations: store::honour::round::nominations(conn, team, id).await?,
            votes: store::honour::round::votes(conn, team, id).await?,
            round,
        })
    }

    fn tally(&self) -> Vec<Tally> {
        tally(&self.nominations, &self.votes)
    }

    fn nominee(&self, seq: i64) -> Option<MemberId> {
        let found = self.nominations.iter().find(|one| one.seq == seq);
        found.map(|one| one.member)
    }

    /// Somebody nominated as the caller may see them.
    fn shown(&self, eye: &Eye, one: &Tally, chosen: &[MemberId]) -> Nominee {
        let member = one.member;
        let me = eye.caller.member;
        let state = self.round.state(eye.now);
        let told = self.round.plan.vote_until.is_some()
            && matches!(state, Stands::Deciding | Stands::Decided);
        let theirs = self.nominations.iter().filter(|n| n.member == member);
        Nominee {
            who: eye.person(member, theirs.clone().any(|n| n.by == me)),
            mine: member == me,
            nominations: theirs
                .map(|n| Said {
                    seq: n.seq,
                    evidence: n.evidence.clone(),
                    by: eye.person(n.by, false),
                    at: n.at,
                    withdraws: eye.withdraws(&self.round, n),
                })
                .collect(),
            votes: told.then_some(one.votes),
            place: told.then_some(one.place),
            my_vote: self.votes.get(&me) == Some(&member),
            chosen: chosen.contains(&member),
        }
    }
}

/// Rounds the caller may know of.
#[utoipa::path(get, path = "/api/title-rounds", operation_id = "title_rounds", responses((status = 200, body = List)))]
pub(super) async fn title_rounds(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<List>> {
    let eye = Eye::of(&app, caller).await?;
    let mut conn = app.db.read().await?;
    let titles = store::honour::title::titles(&mut conn, caller.team).await?;
    let all = store::honour::round::rounds(&mut conn, caller.team, None, SHOWN_MAX).await?;
    let mut rounds = Vec::new();
    for round in all {
        if !(eye.runs(&round) || eye.takes_part(&round.plan, caller.member)) {
            continue;
        }
        let book = Book::read(&mut conn, &eye, round.id).await?;
        let may = eye.may(&round);
        let votes = may.contains(&Act::Vote) && !book.votes.contains_key(&caller.member);
        let title = titles.iter().find(|title| title.id == round.title);
        rounds.push(Card {
            id: round.id,
            title_id: round.title,
            title: title.map_or_else(String::new, |title| title.plan.name.clone()),
            state: round.state(eye.now),
            nominate_until: round.plan.nominate_until,
            vote_until: round.plan.vote_until,
            nominees: book.tally().len(),
            waits: votes || may.contains(&Act::Decide),
        });
    }
    Ok(axum::Json(List { rounds }))
}

async fn one(app: &App, eye: &Eye, id: RoundId) -> Result<axum::Json<One>> {
    let mut conn = app.db.read().await?;
    let book = Book::read(&mut conn, eye, id).await?;
    let round = &book.round;
    let title = find(&mut conn, eye, round.title).await?;
    let which = store::honour::title::Which {
        title: Some(round.title),
        ..Default::default()
    };
    let given = store::honour::title::awards(&mut conn, eye.caller.team, which).await?;
    let of_round = given.iter().filter(|award| award.round == Some(id));
    let chosen: Vec<MemberId> = of_round.map(|award| award.member).collect();
    let state = round.state(eye.now);
    let is_over = matches!(state, Stands::Deciding | Stands::Decided);
    let nominees = book.tally();
    let nominees = nominees.iter().map(|one| book.shown(eye, one, &chosen));
    Ok(axum::Json(One {
        id,
        title_id: round.title,
        title: title.plan,
        plan: round.plan.clone(),
        state,
        by: eye.person(round.by, false),
        runs: eye.runs(round),
        may: eye.may(round),
        nominees: match is_over {
            true => nominees.collect(),
            // Their order must not tell who is ahead.
            false => {
                let mut list: Vec<Nominee> = nominees.collect();
                list.sort_by_key(|one| one.nominations.first().map(|first| first.seq));
                list
            }
        },
        voters: (is_over && round.plan.vote_until.is_some()).then_some(book.votes.len()),
        reason: round
            .end
            .as_ref()
            .map(|(_, reason)| reason.clone())
            .filter(|text| !text.is_empty()),
    }))
}

/// A round.
#[utoipa::path(get, path = "/api/title-rounds/{id}", operation_id = "title_round", params(("id" = i64, Path)), responses((status = 200, body = One)))]
pub(super) async fn title_round(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<RoundId>,
) -> Result<axum::Json<One>> {
    let eye = Eye::of(&app, caller).await?;
    one(&app, &eye, id).await
}
