//! Redeeming, and what is done with a redemption afterwards.

use super::redemption::{Looker, One, no_redemption, one};
use super::shop::no_prize;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Language, Path};
use axum::extract::State;
use rules::points::Terms;
use rules::points::grant::{check_reason, check_request};
use rules::prize::ask::Deliver;
use rules::prize::life::{CarrierMissing, RedemptionReason, step};
use rules::prize::{Act, Ask, Side, State as Stands};
use rules::refusal::{BadField, NotFound};
use rules::{Lang, Moment, PrizeId, RedemptionId, Refusal};
use serde::Deserialize;
use store::Tx;
use store::prize::Redemption;
use store::prize::redemption::Done;
use utoipa::ToSchema;

/// Most characters of a member's word.
const NOTE_MAX: usize = 200;
/// Most characters of a carrier and of a number.
const CARRIER_MAX: usize = 60;

/// A wish for a prize.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RedemptionWish)]
pub(super) struct Wish {
    /// A key of the asker's own making: the same one redeems once, however often it is sent.
    request: String,
    /// How many pieces.
    pieces: i64,
    /// The whole price, as it was shown.
    points: i64,
    /// Where to send it, if it is sent.
    #[schema(inline)]
    deliver: Option<Deliver>,
    /// A word to the desk.
    note: Option<String>,
}

/// Redeems a prize: its points and pieces are set aside together, at the price shown, or nothing is.
#[utoipa::path(post, path = "/api/prizes/{id}/redemptions", operation_id = "redeem", params(("id" = i64, Path)), request_body = Wish, responses((status = 200, body = One)))]
pub(super) async fn redeem(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Language(lang): Language,
    Json(wish): Json<Wish>,
) -> Result<axum::Json<One>> {
    check_request(&wish.request)?;
    let ask = Ask {
        request: format!("{}:{}", caller.member, wish.request),
        member: caller.member,
        prize: PrizeId(id),
        pieces: wish.pieces,
        points: wish.points,
        deliver: wish.deliver,
        note: note(wish.note)?,
        replaces: None,
    };
    ask.check()?;
    let roster = app.roster(caller.team).await?;
    let made = app.ledger.redeem(caller.team, ask, roster).await?;
    Ok(axum::Json(one(&app, caller, made, lang).await?))
}

fn note(note: Option<String>) -> Result<Option<String>, Refusal> {
    let note = note.map(|note| note.trim().to_owned());
    let note = note.filter(|note| !note.is_empty());
    if let Some(long) = note.as_ref().filter(|n| n.chars().count() > NOTE_MAX) {
        return Err(BadField {
            field: "note".to_owned(),
            read: format!("{}…", long.chars().take(20).collect::<String>()),
            mend_zh: format!("最多 {NOTE_MAX} 个字"),
            mend_en: format!("at most {NOTE_MAX} characters"),
        }
        .into());
    }
    Ok(note)
}

/// What is to be done with a redemption.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RedemptionActAsked)]
pub(super) struct Asked {
    #[schema(inline)]
    act: Act,
    /// Why, where the table asks for it.
    reason: Option<String>,
    /// With whom it is sent.
    carrier: Option<String>,
    /// Under which number.
    tracking_no: Option<String>,
    /// By which prize it is replaced.
    prize_id: Option<PrizeId>,
    /// The whole price of that, as it was shown.
    points: Option<i64>,
}

/// Does something with a redemption, as its table allows.
#[utoipa::path(post, path = "/api/redemptions/{id}/acts", operation_id = "act_on_redemption", params(("id" = i64, Path)), request_body = Asked, responses((status = 200, body = One)))]
pub(super) async fn act_on_redemption(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Language(lang): Language,
    Json(asked): Json<Asked>,
) -> Result<axum::Json<One>> {
    let shown = carry_out(&app, caller, RedemptionId(id), &asked, lang).await?;
    Ok(axum::Json(one(&app, caller, shown, lang).await?))
}

/// Answers which redemption is to be shown: the one acted on.
async fn carry_out(
    app: &App,
    caller: Caller,
    id: RedemptionId,
    asked: &Asked,
    lang: Lang,
) -> Result<RedemptionId> {
    let (roster, settings) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
    );
    let now = app.clock.now();
    let mut tx = app.db.write_team(caller.team).await?;
    let leading = Looker::leading(&mut tx, caller).await?;
    let looker = Looker {
        caller,
        roster: &roster,
        settings: &settings,
        now,
        lang,
        leading: &leading,
    };
    let found = store::prize::redemption::one(&mut tx, caller.team, id).await?;
    let Some((found, side)) = found
        .and_then(|found| Some((looker.side(found.member)?, found)))
        .map(|(s, f)| (f, s))
    else {
        return refuse(no_redemption());
    };
    let state = step(found.state, asked.act, looker.actor(&found))?;
    let done = Done {
        act: asked.act,
        state,
        reason: reason(asked, side)?,
        sent: sent(asked)?,
        by: Some(caller.member),
        at: now,
    };
    let terms = Terms::from(&*settings);
    store::prize::redemption::act(&mut tx, caller.team, &found, &done, &terms).await??;
    if asked.act == Act::Replace {
        replace(&mut tx, &looker, &found, asked, now).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// Gives another prize in the place of one that has just come to nothing, approved by whoever did it.
async fn replace(
    tx: &mut Tx,
    looker: &Looker<'_>,
    before: &Redemption,
    asked: &Asked,
    now: Moment,
) -> Result<()> {
    let (caller, settings) = (looker.caller, looker.settings);
    let Some((prize, points)) = asked.prize_id.zip(asked.points) else {
        return refuse(BadField {
            field: "prize_id".to_owned(),
            read: String::new(),
            mend_zh: "请选择换成哪件奖品".to_owned(),
            mend_en: "choose the prize to give instead".to_owned(),
        });
    };
    let ask = Ask {
        request: format!("replaces:{}", before.id),
        member: before.member,
        prize,
        pieces: before.pieces,
        points,
        deliver: store::prize::redemption::address(tx, caller.team, before.id).await?,
        note: before.note.clone(),
        replaces: Some(before.id),
    };
    ask.check()?;
    let mut made =
        store::prize::ask::ask(tx, caller.team, &[&ask], (looker.roster, settings), now).await?;
    let Some(made) = made.pop() else {
        return refuse(no_prize());
    };
    let made = made?;
    let Some(made) = store::prize::redemption::one(tx, caller.team, made).await? else {
        return refuse(NotFound {
            what: "兑换 · the redemption".to_owned(),
        });
    };
    if made.state != Stands::Requested {
        return Ok(());
    }
    let done = Done {
        act: Act::Approve,
        state: step(made.state, Act::Approve, looker.actor(&made))?,
        reason: None,
        sent: None,
        by: Some(caller.member),
        at: now,
    };
    let terms = Terms::from(settings);
    store::prize::redemption::act(tx, caller.team, &made, &done, &terms).await??;
    Ok(())
}

fn reason(asked: &Asked, side: Side) -> Result<Option<String>, Refusal> {
    let reason = asked.reason.as_deref().map(str::trim);
    let reason = reason.filter(|reason| !reason.is_empty());
    let fits = reason.is_none_or(|reason| check_reason(reason).is_ok());
    if !fits || (asked.act.needs_reason(side) && reason.is_none()) {
        return Err(RedemptionReason {}.into());
    }
    Ok(reason.map(str::to_owned))
}

fn sent(asked: &Asked) -> Result<Option<(String, String)>, Refusal> {
    if asked.act != Act::Ship {
        return Ok(None);
    }
    let part = |text: &Option<String>| {
        let text = text.as_deref().map(str::trim).unwrap_or_default();
        let fits = !text.is_empty() && text.chars().count() <= CARRIER_MAX;
        fits.then(|| text.to_owned())
    };
    match part(&asked.carrier).zip(part(&asked.tracking_no)) {
        Some(sent) => Ok(Some(sent)),
        None => Err(CarrierMissing {}.into()),
    }
}
