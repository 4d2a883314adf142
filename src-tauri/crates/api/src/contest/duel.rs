//! 1v1 PK by consent: who challenges whom, who accepts, how it ended.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::row::Reader;
use crate::contest::seen::Seen;
use crate::contest::settlement::revealed;
use crate::contest::shown::Shown;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use rules::contest::Kind;
use rules::contest::duel::{
    self, Act, Duel, DuelGone, NoDuels, State as Stands, accepted, is_free,
};
use rules::contest::life;
use rules::contest::settle::{Fought, fought};
use rules::refusal::NotFound;
use rules::{EntrantId, MemberId, Moment};
use serde::{Deserialize, Serialize};
use store::Conn;
use store::contest::duel::{Kept, answer, challenge, duels};
use utoipa::ToSchema;

/// One of two who fight.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestFighter)]
pub(super) struct Fighter {
    /// None when it is hidden.
    member_id: Option<MemberId>,
    name: Option<String>,
    mine: bool,
    /// As the board shows it; none without a place, or when it is hidden.
    place: Option<u64>,
    score: Option<i64>,
}

/// Who won.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestDuelEnd)]
pub(super) enum End {
    Challenger,
    Challenged,
    Draw,
}

/// A challenge, or a pair that fights.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestDuel)]
pub(super) struct One {
    id: i64,
    challenger: Fighter,
    challenged: Fighter,
    #[schema(inline)]
    state: Stands,
    /// Until when it can be answered.
    until: Moment,
    /// Whether the caller is one of the two.
    mine: bool,
    /// How it ended; none before the contest is revealed.
    end: Option<End>,
    /// What the caller may do with it.
    may: Vec<Act>,
}

/// The duels of a contest.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestDuels)]
pub(super) struct Duels {
    /// Those who fight; of mere challenges the caller's own, and all for who runs the contest.
    duels: Vec<One>,
    /// Whether the caller is free to challenge somebody now.
    may_challenge: bool,
}

/// The challenges of a contest; none unless it is a PK.
async fn kept(conn: &mut Conn, seen: &Seen) -> Result<Vec<Kept>> {
    let rule = &seen.contest.rule;
    if !matches!(rule.kind, Kind::Pk { .. }) {
        return Ok(Vec::new());
    }
    Ok(duels(conn, seen.team(), seen.contest.id, rule.end).await?)
}

/// Those who fight: the challenger, the challenged.
pub(super) async fn pairs(conn: &mut Conn, seen: &Seen) -> Result<Vec<(EntrantId, EntrantId)>> {
    Ok(accepted(&alone(&kept(conn, seen).await?), seen.now))
}

fn alone(kept: &[Kept]) -> Vec<Duel> {
    kept.iter().map(|kept| kept.duel).collect()
}

/// How the pairs ended, or stand; hidden until it is revealed.
fn ends(seen: &Seen, board: &Shown, duels: &[Duel]) -> Vec<Fought> {
    if revealed(seen).is_err() {
        return Vec::new();
    }
    match &board.settled {
        Some(settled) => settled.kept.settlement.duels.clone(),
        None => fought(&board.counted.field, &accepted(duels, seen.now)),
    }
}

impl Reader<'_> {
    /// Somebody as the board shows them; with `known` their name was told by themselves.
    fn fighter(&self, entrant: EntrantId, known: bool) -> Fighter {
        let placed = self.shown.row(entrant);
        let row = placed.and_then(|row| self.row(row));
        let row = row.filter(|row| row.name.is_some());
        let name = match (&row, placed) {
            (Some(row), _) => row.name.clone(),
            (None, None) => self.named(entrant),
            (None, Some(_)) => None,
        };
        let name = name.or_else(|| known.then(|| self.name(entrant)));
        Fighter {
            member_id: name.is_some().then_some(MemberId(entrant.0)),
            name,
            mine: self.own == Some(entrant),
            place: row.as_ref().map(|row| row.place),
            score: row.and_then(|row| row.score),
        }
    }

    /// Whether the reader could challenge somebody: they take part, and the reader knows of them.
    fn can_meet(&self, entrant: EntrantId) -> bool {
        let takes_part = self.shown.counted.members.contains_key(&entrant);
        takes_part && (self.own == Some(entrant) || self.fighter(entrant, false).name.is_some())
    }

    fn duel(&self, kept: &Kept, ends: &[Fought]) -> One {
        let Kept { id, duel } = *kept;
        let (me, now) = (EntrantId(self.seen.caller.member.0), self.seen.now);
        let (mine, state) = (duel.side(me).is_some(), duel.state(now));
        let fight = state == Stands::Accepted;
        let end = ends.iter().find(|one| {
            fight && (one.challenger, one.challenged) == (duel.challenger, duel.challenged)
        });
        let answers = self.seen.step(life::Act::Respond).is_ok();
        One {
            id,
            // Who challenges or accepts says to the other who they are.
            challenger: self.fighter(duel.challenger, mine),
            challenged: self.fighter(duel.challenged, mine && fight),
            state,
            until: duel.until,
            mine,
            end: end.map(|one| match one.winner {
                None => End::Draw,
                Some(winner) if winner == duel.challenger => End::Challenger,
                Some(_) => End::Challenged,
            }),
            may: if answers {
                duel.may(me, now)
            } else {
                Vec::new()
            },
        }
    }
}

async fn show(app: &App, seen: &Seen) -> Result<axum::Json<Duels>> {
    let board = seen.board(app).await?;
    let mut conn = app.db.read().await?;
    let all = kept(&mut conn, seen).await?;
    drop(conn);
    let (reader, duels) = (Reader::new(seen, &board), alone(&all));
    let ends = ends(seen, &board, &duels);
    let me = EntrantId(seen.caller.member.0);
    let shown = all.iter().filter(|kept| {
        let fights = kept.duel.state(seen.now) == Stands::Accepted;
        fights || seen.runs() || kept.duel.side(me).is_some()
    });
    let is_pk = matches!(seen.contest.rule.kind, Kind::Pk { .. });
    Ok(axum::Json(Duels {
        duels: shown.map(|kept| reader.duel(kept, &ends)).collect(),
        may_challenge: is_pk
            && seen.step(life::Act::Challenge).is_ok()
            && reader.can_meet(me)
            && is_free(&duels, me, seen.now),
    }))
}

/// Who fights whom, and the caller's challenges.
#[utoipa::path(get, path = "/api/contests/{id}/duels", operation_id = "contest_duels", params(("id" = i64, Path)), responses((status = 200, body = Duels)))]
pub(super) async fn contest_duels(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<Duels>> {
    let seen = Seen::read(&app, caller, id).await?;
    show(&app, &seen).await
}

/// Whom to challenge.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestChallenging)]
pub(super) struct Challenging {
    member_id: MemberId,
}

/// Challenges another who takes part.
#[utoipa::path(post, path = "/api/contests/{id}/duels", operation_id = "challenge_in_contest", params(("id" = i64, Path)), request_body = Challenging, responses((status = 200, body = Duels)))]
pub(super) async fn challenge_in_contest(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(challenging): Json<Challenging>,
) -> Result<axum::Json<Duels>> {
    let seen = Seen::read(&app, caller, id).await?;
    let board = seen.board(&app).await?;
    let reader = Reader::new(&seen, &board);
    let mut tx = app.db.write_team(caller.team).await?;
    let now = Seen::of(&app, &mut tx, caller, id).await?;
    let Kind::Pk { accept_hours } = now.contest.rule.kind else {
        return refuse(NoDuels {});
    };
    now.step(life::Act::Challenge)?;
    let (me, other) = (caller.member, challenging.member_id);
    duel::challenge(
        &alone(&kept(&mut tx, &now).await?),
        (EntrantId(me.0), EntrantId(other.0)),
        |entrant| reader.can_meet(entrant),
        now.now,
    )?;
    let until = duel::until(now.now, accept_hours);
    challenge(
        &mut tx,
        caller.team,
        now.contest.id,
        (me, other, until),
        now.now,
    )
    .await?;
    tx.commit().await?;
    show(&app, &now).await
}

/// What to do with a challenge.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestResponding)]
pub(super) struct Responding {
    act: Act,
}

/// Accepts or declines a challenge, or takes one's own back.
#[utoipa::path(post, path = "/api/contests/{id}/duels/{duel}/answer", operation_id = "answer_duel", params(("id" = i64, Path), ("duel" = i64, Path)), request_body = Responding, responses((status = 200, body = Duels)))]
pub(super) async fn answer_duel(
    State(app): State<App>,
    caller: Caller,
    Path((id, number)): Path<(i64, i64)>,
    Json(responding): Json<Responding>,
) -> Result<axum::Json<Duels>> {
    let seen = Seen::read(&app, caller, id).await?;
    let takes_part = seen.whole(&app).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let seen = Seen::of(&app, &mut tx, caller, id).await?;
    let me = EntrantId(caller.member.0);
    let all = kept(&mut tx, &seen).await?;
    let found = all
        .iter()
        .find(|kept| kept.id == number && kept.duel.side(me).is_some());
    let Some(Kept { id: number, duel }) = found else {
        return refuse(NotFound {
            what: "这次挑战 · the challenge".to_owned(),
        });
    };
    seen.step(life::Act::Respond)?;
    duel.step(responding.act, me, seen.now)?;
    if responding.act == Act::Accept && !takes_part.members.contains_key(&duel.challenger) {
        return refuse(DuelGone {});
    }
    let done = (*number, responding.act);
    answer(&mut tx, caller.team, done, caller.member, seen.now).await?;
    tx.commit().await?;
    show(&app, &seen).await
}
