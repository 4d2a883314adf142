//! What the caller's desk is told when they look elsewhere. A notice says what a page says that they may
//! open, and names that page; what is frozen is in none, since what is told of contests is what
//! everybody may know of them.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::What as Happened;
use crate::error::Result;
use axum::Json;
use axum::extract::State;
use rules::Moment;
use rules::prize::State as Stands;
use serde::Serialize;
use utoipa::ToSchema;

/// How far back notices go: what is older is no news to who comes back.
const SINCE_DAYS: i64 = 1;
/// The most of one answer.
const MOST: usize = 30;

/// What a notice is about.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NoticeWhat)]
pub(super) enum What {
    /// The caller was praised.
    Praise,
    /// Others decided on the caller's redemption, or sent it.
    Redemption,
    /// A redemption waits for the caller's approval.
    Asked,
    /// A reported sale waits for the caller's approval.
    Report,
    /// A contest was revealed.
    Revealed,
    /// A contest's result is final.
    Final,
}

/// Something that happened for the caller.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Notice)]
pub(super) struct Notice {
    /// Told once: the same has the same key.
    key: String,
    what: What,
    /// The number of the redemption or the contest.
    id: i64,
    /// Who praised, asked or reported.
    who: Option<String>,
    /// The value, prize, item or contest.
    thing: String,
    /// Where a redemption stands.
    state: Option<Stands>,
    at: Moment,
}

/// What happened for the caller lately.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Notices)]
pub(super) struct Notices {
    /// The latest first.
    notices: Vec<Notice>,
    /// When time alone may bring the next, as the end of a contest.
    next: Option<Moment>,
}

/// What happened for the caller lately.
#[utoipa::path(get, path = "/api/notices", operation_id = "notices", responses((status = 200, body = Notices)))]
pub(super) async fn notices(State(app): State<App>, caller: Caller) -> Result<Json<Notices>> {
    let since = app.clock.now().plus_days(-SINCE_DAYS);
    let mut notices = praises(&app, caller, since).await?;
    notices.extend(redemptions(&app, caller, since).await?);
    notices.extend(reports(&app, caller, since).await?);
    let (contests, next) = contests(&app, caller, since).await?;
    notices.extend(contests);
    notices.sort_by(|one, other| (other.at, &other.key).cmp(&(one.at, &one.key)));
    notices.truncate(MOST);
    Ok(Json(Notices { notices, next }))
}

async fn praises(app: &App, caller: Caller, since: Moment) -> Result<Vec<Notice>> {
    let found = app.praises_received(caller, since).await?;
    let told = found.into_iter().map(|one| Notice {
        key: format!("praise:{}", one.id),
        what: What::Praise,
        id: one.id.0,
        who: Some(one.by),
        thing: one.value,
        state: None,
        at: one.at,
    });
    Ok(told.collect())
}

async fn redemptions(app: &App, caller: Caller, since: Moment) -> Result<Vec<Notice>> {
    let decided = app.redemptions_decided(caller, since).await?;
    let decided = decided.into_iter().map(|one| (What::Redemption, None, one));
    let waiting = app.redemptions_waiting(caller, since).await?;
    let waiting = waiting
        .into_iter()
        .map(|one| (What::Asked, Some(one.member.clone()), one));
    let told = decided.chain(waiting).map(|(what, who, one)| Notice {
        key: format!("redemption:{}:{}", one.id, one.acts),
        what,
        id: one.id.0,
        who,
        thing: one.prize,
        state: Some(one.state),
        at: one.since,
    });
    Ok(told.collect())
}

async fn reports(app: &App, caller: Caller, since: Moment) -> Result<Vec<Notice>> {
    let found = app.reports_waiting(caller, since).await?;
    let told = found.into_iter().map(|one| Notice {
        key: format!("report:{}", one.id),
        what: What::Report,
        id: one.id.0,
        who: Some(one.member),
        thing: one.item,
        state: None,
        at: one.at,
    });
    Ok(told.collect())
}

/// With when time alone brings more.
async fn contests(
    app: &App,
    caller: Caller,
    since: Moment,
) -> Result<(Vec<Notice>, Option<Moment>)> {
    let happened = app.contest_events(caller.team, since).await?;
    let told = happened.events.into_iter().filter_map(|event| {
        let what = match event.what {
            Happened::Revealed => What::Revealed,
            Happened::Final => What::Final,
            Happened::Published | Happened::Frozen | Happened::Cancelled => return None,
        };
        Some(Notice {
            key: format!("contest:{}:{}", event.contest, event.what.word()),
            what,
            id: event.contest.0,
            who: None,
            thing: event.name,
            state: None,
            at: event.at,
        })
    });
    Ok((told.collect(), happened.next))
}
