//! What people say of a contest: comments, objections tied to a row or an order, and their answers.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::seen::Seen;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use rules::contest::life::{Act, may};
use rules::refusal::NotFound;
use rules::{EntrantId, MemberId, Moment, SaleId};
use serde::{Deserialize, Serialize};
use store::contest::word::{self, About, Word};
use utoipa::ToSchema;

/// A comment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestComment)]
pub(super) struct Comment {
    id: i64,
    by: String,
    mine: bool,
    text: String,
    at: Moment,
}

/// The answer to an objection.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestAnswer)]
pub(super) struct Answer {
    upheld: bool,
    text: String,
    by: String,
    at: Moment,
}

/// An objection.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestObjection)]
pub(super) struct Objection {
    id: i64,
    /// None for who is neither its author nor runs the contest.
    by: Option<String>,
    mine: bool,
    /// Whose row it is about.
    about: Option<String>,
    entrant_id: Option<EntrantId>,
    order_no: Option<String>,
    text: String,
    at: Moment,
    answer: Option<Answer>,
}

/// What was said of a contest.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestTalk)]
pub(super) struct Talk {
    comments: Vec<Comment>,
    objections: Vec<Objection>,
    /// What the caller may do of these.
    may: Vec<Act>,
}

const TEXT_MAX: usize = 1_000;

rules::refusals! {
    /// Something said is empty or too long.
    SayingBounds {} 422,
    "请写 1 到 1000 个字。",
    "Write 1 to 1,000 characters.";

    /// An objection names neither a row nor an order.
    ObjectionLoose {} 422,
    "异议要针对榜上的一行或一笔订单，请选一个。",
    "An objection is about a row of the board or an order. Choose one.";

    /// An objection is answered once.
    Answered {} 409,
    "这条异议已经答复过了。",
    "This objection has already been answered.";
}

fn text(text: &str) -> Result<&str> {
    let text = text.trim();
    if (1..=TEXT_MAX).contains(&text.chars().count()) {
        return Ok(text);
    }
    refuse(SayingBounds {})
}

async fn talk(app: &App, seen: &Seen) -> Result<axum::Json<Talk>> {
    let mut conn = app.db.read().await?;
    let words = word::words(&mut conn, seen.team(), seen.contest.id).await?;
    let (objections, comments): (Vec<Word>, Vec<Word>) =
        words.into_iter().partition(|word| word.kind == "objection");
    let me = seen.caller.member;
    let sees = |word: &Word| {
        let own = word.by_id == me.0 || word.entrant_id == Some(me.0);
        own || seen.runs()
    };
    let name = |id: i64| seen.name(MemberId(id));
    let entrant = |entrant: i64| seen.entrant_name(EntrantId(entrant));
    let can = may(seen.state, &seen.sides);
    Ok(axum::Json(Talk {
        comments: comments
            .into_iter()
            .map(|word| Comment {
                id: word.id,
                by: name(word.by_id),
                mine: word.by_id == me.0,
                text: word.text,
                at: Moment(word.recorded_at),
            })
            .collect(),
        objections: objections
            .into_iter()
            .filter(|word| sees(word))
            .map(|word| Objection {
                id: word.id,
                by: Some(name(word.by_id)),
                mine: word.by_id == me.0,
                about: word.entrant_id.map(entrant),
                entrant_id: word.entrant_id.map(EntrantId),
                order_no: word.order_no,
                text: word.text,
                at: Moment(word.recorded_at),
                answer: word.upheld.map(|upheld| Answer {
                    upheld: upheld == 1,
                    text: word.answer.unwrap_or_default(),
                    by: word.answer_by.map_or_else(String::new, name),
                    at: Moment(word.answered_at.unwrap_or_default()),
                }),
            })
            .collect(),
        may: can
            .into_iter()
            .filter(|act| matches!(act, Act::Comment | Act::Object | Act::Answer))
            .collect(),
    }))
}

/// What was said of a contest: all comments, and the objections that concern the caller.
#[utoipa::path(get, path = "/api/contests/{id}/talk", operation_id = "contest_talk", params(("id" = i64, Path)), responses((status = 200, body = Talk)))]
pub(super) async fn contest_talk(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<Talk>> {
    let seen = Seen::read(&app, caller, id).await?;
    talk(&app, &seen).await
}

/// Something to say.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestSaying)]
pub(super) struct Saying {
    text: String,
}

/// Says something of a contest.
#[utoipa::path(post, path = "/api/contests/{id}/comments", operation_id = "comment_contest", params(("id" = i64, Path)), request_body = Saying, responses((status = 200, body = Talk)))]
pub(super) async fn comment_contest(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(saying): Json<Saying>,
) -> Result<axum::Json<Talk>> {
    let mut tx = app.db.write_team(caller.team).await?;
    let seen = Seen::of(&app, &mut tx, caller, id).await?;
    seen.step(Act::Comment)?;
    let said = (false, About::default(), text(&saying.text)?);
    word::say(
        &mut tx,
        caller.team,
        seen.contest.id,
        said,
        caller.member,
        seen.now,
    )
    .await?;
    tx.commit().await?;
    talk(&app, &seen).await
}

/// An objection to make.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestObjecting)]
pub(super) struct Objecting {
    /// The row of the board it is about.
    entrant_id: Option<EntrantId>,
    /// The order line it is about.
    sale_id: Option<SaleId>,
    text: String,
}

/// Objects to a result that was announced.
#[utoipa::path(post, path = "/api/contests/{id}/objections", operation_id = "object_to_contest", params(("id" = i64, Path)), request_body = Objecting, responses((status = 200, body = Talk)))]
pub(super) async fn object_to_contest(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(objecting): Json<Objecting>,
) -> Result<axum::Json<Talk>> {
    let counted = Seen::read(&app, caller, id).await?.whole(&app).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let seen = Seen::of(&app, &mut tx, caller, id).await?;
    seen.step(Act::Object)?;
    let text = text(&objecting.text)?;
    let about = About {
        entrant: objecting
            .entrant_id
            .filter(|entrant| counted.members.contains_key(entrant)),
        sale: objecting.sale_id,
    };
    if let Some(sale) = about.sale {
        let found = store::sale::list::sale(&mut tx, caller.team, sale).await?;
        let sold_by = found.map(|row| MemberId(row.counts_for));
        // Somebody else's order is nobody's to name.
        if !sold_by.is_some_and(|member| caller.sees(&seen.roster, member, seen.now)) {
            return refuse(NotFound {
                what: "订单 · the order".to_owned(),
            });
        }
    } else if about.entrant.is_none() {
        return refuse(ObjectionLoose {});
    }
    word::say(
        &mut tx,
        caller.team,
        seen.contest.id,
        (true, about, text),
        caller.member,
        seen.now,
    )
    .await?;
    tx.commit().await?;
    talk(&app, &seen).await
}

/// An answer to an objection.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestAnswering)]
pub(super) struct Answering {
    /// Whether the objector is right.
    upheld: bool,
    text: String,
}

/// Answers an objection.
#[utoipa::path(post, path = "/api/contests/{id}/objections/{word}/answer", operation_id = "answer_objection", params(("id" = i64, Path), ("word" = i64, Path)), request_body = Answering, responses((status = 200, body = Talk)))]
pub(super) async fn answer_objection(
    State(app): State<App>,
    caller: Caller,
    Path((id, objection)): Path<(i64, i64)>,
    Json(answering): Json<Answering>,
) -> Result<axum::Json<Talk>> {
    let mut tx = app.db.write_team(caller.team).await?;
    let seen = Seen::of(&app, &mut tx, caller, id).await?;
    seen.step(Act::Answer)?;
    let text = text(&answering.text)?;
    let words = word::words(&mut tx, caller.team, seen.contest.id).await?;
    if !words
        .iter()
        .any(|word| word.id == objection && word.kind == "objection")
    {
        return refuse(NotFound {
            what: "这条异议 · the objection".to_owned(),
        });
    }
    let said = (objection, answering.upheld, text);
    if !word::answer(&mut tx, caller.team, said, caller.member, seen.now).await? {
        return refuse(Answered {});
    }
    tx.commit().await?;
    talk(&app, &seen).await
}
