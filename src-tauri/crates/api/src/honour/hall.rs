//! A member's hall of honours: badges, praise received, contests won.

use super::Eye;
use super::title::Holder;
use crate::app::App;
use crate::caller::Caller;
use crate::contest::Won;
use crate::error::{Result, refuse};
use crate::extract::{Language, Path};
use axum::extract::State;
use chrono::NaiveDate;
use rules::honour::badge::{Badge, Earned, Unit, badges};
use rules::honour::title::Award;
use rules::refusal::NotFound;
use rules::{ContestId, Fen, Lang, MemberId, Moment, SaleId, TitleId, Window};
use serde::Serialize;
use store::Conn;
use store::honour::title::{Which, awards, titles};
use utoipa::ToSchema;

/// A badge that was earned.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HallBadge)]
pub(super) struct Held {
    badge: Badge,
    name: String,
    /// How it is earned.
    how: String,
    /// The business day on which it was first earned.
    #[schema(value_type = String, format = Date)]
    day: NaiveDate,
    /// How often it would have been earned.
    times: i64,
    /// What the order, or the month, came to; none when it is not the caller's to know.
    fen: Option<Fen>,
    /// The order it was first earned with, when the caller may open it.
    sale_id: Option<SaleId>,
}

/// A badge that is still to be earned.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HallAhead)]
pub(super) struct Ahead {
    badge: Badge,
    name: String,
    how: String,
    unit: Unit,
    have: i64,
    need: i64,
}

/// How often somebody was praised for a value.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HallPraised)]
pub(super) struct Praised {
    value: String,
    count: i64,
}

/// Something won in a contest.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HallWon)]
pub(super) struct WonThere {
    contest_id: ContestId,
    name: String,
    place: u64,
    points: i64,
    thing: Option<String>,
    at: Moment,
}

/// A title or right that somebody has or had.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HallTitle)]
pub(super) struct Titled {
    title_id: TitleId,
    /// What it is called.
    title: String,
    /// What it brings while it is held.
    brings: String,
    is_right: bool,
    #[serde(flatten)]
    #[schema(inline)]
    holder: Holder,
}

/// A hall of honours.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Hall {
    member_id: MemberId,
    name: String,
    tier: Option<String>,
    joined_at: Moment,
    /// Whether it is the caller's own.
    mine: bool,
    /// What was recorded from here on is not in it while a contest is frozen.
    frozen_at: Option<Moment>,
    badges: Vec<Held>,
    /// What comes next; for the member and who leads them.
    ahead: Vec<Ahead>,
    /// Badges whose orders were refunded or corrected since; for the member and who leads them.
    lost: Vec<String>,
    praised: Vec<Praised>,
    won: Vec<WonThere>,
    /// Titles and rights, as far as the caller may know: those held first, the latest first.
    titles: Vec<Titled>,
}

/// A member's hall of honours, of those whose names the caller may see.
#[utoipa::path(get, path = "/api/honours/{id}", operation_id = "hall", params(("id" = i64, Path)), responses((status = 200, body = Hall)))]
pub(super) async fn hall(
    State(app): State<App>,
    caller: Caller,
    Path(member): Path<MemberId>,
    Language(lang): Language,
) -> Result<axum::Json<Hall>> {
    let eye = Eye::of(&app, caller).await?;
    let found = eye.roster.member(member).filter(|_| eye.names(member));
    let Some(found) = found.filter(|one| one.erased_at.is_none()) else {
        let what = "这面荣誉墙 · the hall of honours".to_owned();
        return refuse(NotFound { what });
    };
    let mine = caller.member == member;
    // What a freeze hides is hidden from all but the member.
    let freeze = match mine {
        true => None,
        false => app.freeze_over(caller.team, Window::ALL).await?,
    };
    let until = freeze.map_or(Moment::MAX, |freeze| freeze.at);
    let mut conn = app.db.read().await?;
    let team = caller.team;
    let orders = store::honour::hall::orders(&mut conn, team, member, until).await?;
    let praised = store::honour::hall::praised(&mut conn, team, member).await?;
    let calendars = store::setting::calendars(&mut conn, team, &eye.settings).await?;
    let titles = titled(&mut conn, &eye, member).await?;
    drop(conn);
    let day = |at: Moment| calendars.day(at);
    let (joined, today) = (day(found.joined_at), day(eye.now));
    let standing = badges(&orders.standing, &calendars, joined, today);
    let told = badges(&orders.told, &calendars, joined, today);
    let close = eye.sees(member);
    let had = told.earned.iter().map(|one| one.badge);
    let lost = had.filter(|badge| standing.earned.iter().all(|one| one.badge != *badge));
    let lost = lost.filter(|_| close).map(|badge| said(badge, lang).0);
    let next = standing.ahead.iter().filter(|_| close);
    let tier = eye.roster.tier_at(member, eye.now);
    let hall = Hall {
        member_id: member,
        name: found.name.clone(),
        tier: tier
            .and_then(|tier| eye.roster.tier(tier))
            .map(|tier| tier.name.clone()),
        joined_at: found.joined_at,
        mine,
        frozen_at: freeze.map(|freeze| freeze.at),
        lost: lost.collect(),
        badges: standing
            .earned
            .iter()
            .map(|one| held(one, (close, eye.knows(member)), lang))
            .collect(),
        ahead: next
            .map(|one| {
                let (name, how) = said(one.badge, lang);
                Ahead {
                    badge: one.badge,
                    name,
                    how,
                    unit: one.badge.unit(),
                    have: one.have,
                    need: one.need,
                }
            })
            .collect(),
        praised: praised
            .into_iter()
            .map(|(value, count)| Praised { value, count })
            .collect(),
        won: app
            .contests_won(team, member)
            .await?
            .into_iter()
            .map(won)
            .collect(),
        titles,
    };
    Ok(axum::Json(hall))
}

async fn titled(conn: &mut Conn, eye: &Eye, member: MemberId) -> Result<Vec<Titled>> {
    let team = eye.caller.team;
    let which = Which {
        member: Some(member),
        ..Which::default()
    };
    let given = awards(conn, team, which).await?;
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let all = titles(conn, team).await?;
    let one = |award: &Award| {
        let title = all.iter().find(|title| title.id == award.title)?;
        Some(Titled {
            title_id: title.id,
            title: title.plan.name.clone(),
            brings: title.plan.brings.clone(),
            is_right: title.plan.is_right,
            holder: eye.reads(award, &title.plan)?,
        })
    };
    let mut found: Vec<Titled> = given.iter().rev().filter_map(one).collect();
    found.sort_by_key(|one| one.holder.standing);
    Ok(found)
}

fn said(badge: Badge, lang: Lang) -> (String, String) {
    let (name, how) = (badge.name(), badge.how());
    (name.say(lang).to_owned(), how.say(lang).to_owned())
}

fn held(one: &Earned, (close, knows): (bool, bool), lang: Lang) -> Held {
    let (name, how) = said(one.badge, lang);
    Held {
        badge: one.badge,
        name,
        how,
        day: one.day,
        times: one.times,
        fen: one.fen.filter(|_| knows),
        sale_id: one.sale.filter(|_| close),
    }
}

fn won(one: Won) -> WonThere {
    WonThere {
        contest_id: one.contest,
        name: one.name,
        place: one.place,
        points: one.points,
        thing: one.thing,
        at: one.at,
    }
}
