//! What members save toward, and the prizes they would like to see.

use super::shop::no_prize;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use axum::http::StatusCode;
use rules::access::Role;
use rules::refusal::{NotFound, filled};
use rules::{MemberId, Moment, PrizeId};
use serde::{Deserialize, Serialize};
use store::prize::wish::{self, Answer};
use utoipa::ToSchema;

/// Most characters of a suggestion and of its answer.
const TEXT_MAX: usize = 200;
/// Suggestions that are shown.
const SHOWN_MAX: i64 = 200;

rules::refusals! {
    /// A suggestion or its answer is too long.
    SuggestionTooLong { most: usize, read: usize } 422,
    "最多写 {most} 个字，现在是 {read} 个，请缩短一些。",
    "Write at most {most} characters; these are {read}.";
}

/// The prize to save toward.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PrizeSaving)]
pub(super) struct Saving {
    /// None: toward nothing any more.
    prize_id: Option<PrizeId>,
}

/// Notes which prize the caller saves toward.
#[utoipa::path(put, path = "/api/prizes/saving", operation_id = "save_toward_prize", request_body = Saving, responses((status = 204)))]
pub(super) async fn save_toward_prize(
    State(app): State<App>,
    caller: Caller,
    Json(saving): Json<Saving>,
) -> Result<StatusCode> {
    let mut tx = app.db.write_team(caller.team).await?;
    if let Some(prize) = saving.prize_id
        && store::prize::prize(&mut tx, caller.team, prize)
            .await?
            .is_none()
    {
        return refuse(no_prize());
    }
    let (member, now) = (caller.member, app.clock.now());
    wish::save_toward(&mut tx, caller.team, member, saving.prize_id, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was answered to a suggestion.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrizeSuggestionAnswer)]
pub(super) struct Answered {
    accepted: bool,
    words: String,
    by: String,
    at: Moment,
    /// The prize it became.
    prize_id: Option<PrizeId>,
}

/// A prize that a member would like to see.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrizeSuggestion)]
pub(super) struct Suggestion {
    id: i64,
    by: String,
    mine: bool,
    text: String,
    at: Moment,
    answer: Option<Answered>,
}

/// Suggestions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrizeSuggestions)]
pub(super) struct Suggestions {
    /// The latest first: the caller's own, or all for the founder.
    suggestions: Vec<Suggestion>,
    /// Whether the caller answers them.
    answers: bool,
}

/// The caller's suggestions, or all for the founder.
#[utoipa::path(get, path = "/api/prizes/suggestions", operation_id = "prize_suggestions", responses((status = 200, body = Suggestions)))]
pub(super) async fn prize_suggestions(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Suggestions>> {
    let roster = app.roster(caller.team).await?;
    let answers = caller.role == Role::Founder;
    let mut conn = app.db.read().await?;
    let of = (!answers).then_some(caller.member);
    let wishes = wish::wishes(&mut conn, caller.team, of, SHOWN_MAX).await?;
    let name = |id: i64| roster.name(MemberId(id)).to_owned();
    let suggestions = wishes.into_iter().map(|wish| Suggestion {
        id: wish.id,
        by: name(wish.member_id),
        mine: wish.member_id == caller.member.0,
        text: wish.text,
        at: Moment(wish.recorded_at),
        answer: wish.is_accepted.map(|accepted| Answered {
            accepted: accepted == 1,
            words: wish.words.unwrap_or_default(),
            by: wish.by_id.map(name).unwrap_or_default(),
            at: Moment(wish.answered_at.unwrap_or_default()),
            prize_id: wish.prize_id.map(PrizeId),
        }),
    });
    Ok(axum::Json(Suggestions {
        suggestions: suggestions.collect(),
        answers,
    }))
}

/// A suggestion.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PrizeSuggested)]
pub(super) struct Suggested {
    text: String,
}

fn short<'a>(column: &str, text: &'a str) -> Result<&'a str> {
    let text = filled(column, text)?;
    let read = text.chars().count();
    if read > TEXT_MAX {
        let most = TEXT_MAX;
        return refuse(SuggestionTooLong { most, read });
    }
    Ok(text)
}

/// Suggests a prize.
#[utoipa::path(post, path = "/api/prizes/suggestions", operation_id = "suggest_prize", request_body = Suggested, responses((status = 204)))]
pub(super) async fn suggest_prize(
    State(app): State<App>,
    caller: Caller,
    Json(suggested): Json<Suggested>,
) -> Result<StatusCode> {
    let text = short("text", &suggested.text)?;
    let mut tx = app.db.write_team(caller.team).await?;
    wish::wish(&mut tx, caller.team, caller.member, text, app.clock.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An answer to a suggestion.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PrizeSuggestionReply)]
pub(super) struct Reply {
    accepted: bool,
    words: String,
    /// The prize it became.
    prize_id: Option<PrizeId>,
}

/// Answers a suggestion, once.
#[utoipa::path(post, path = "/api/prizes/suggestions/{id}/answer", operation_id = "answer_prize_suggestion", params(("id" = i64, Path)), request_body = Reply, responses((status = 204)))]
pub(super) async fn answer_prize_suggestion(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(reply): Json<Reply>,
) -> Result<StatusCode> {
    let answer = Answer {
        accepted: reply.accepted,
        words: short("words", &reply.words)?,
        prize: reply.prize_id,
    };
    let mut tx = app.db.write_team(caller.team).await?;
    if let Some(prize) = answer.prize
        && store::prize::prize(&mut tx, caller.team, prize)
            .await?
            .is_none()
    {
        return refuse(no_prize());
    }
    let (by, now) = (caller.member, app.clock.now());
    if !wish::answer(&mut tx, caller.team, (id, answer), by, now).await? {
        return refuse(NotFound {
            what: "等待答复的建议 · the suggestion that waits".to_owned(),
        });
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
