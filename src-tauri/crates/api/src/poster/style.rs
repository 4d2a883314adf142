//! 喜报样式: how a team's posters look, and its mark on them. The founder says.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use crate::picture::{kept_for_good, mark, uploaded};
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use poster::paper::Look;
use rules::record::Kind;
use rules::refusal::NotFound;
use rules::{Place, Refusal, TeamId, Words};
use serde::{Deserialize, Serialize};
use store::poster as kept;
use store::record::{Change, record};
use store::{Conn, Tx};
use utoipa::ToSchema;

rules::refusals! {
    /// A colour that is none.
    PosterColour { read: String } 422,
    "“{read}”不是颜色，什么都没有改动。请用取色器选一个，或填 # 和六位数字字母，例如 #9a161b。",
    "“{read}” is no colour, and nothing was changed. Choose one, or write # and six digits such as #9a161b.";
}

/// How posters look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PosterLookOf)]
pub(super) struct Style {
    /// The look that a poster begins with.
    pub look: Look,
    /// The team's own colour, `#rrggbb`; none: the look's.
    pub colour: Option<String>,
}

/// How a team's posters look, with its mark.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PosterStyle)]
pub(super) struct Shown {
    #[serde(flatten)]
    #[schema(inline)]
    style: Style,
    /// Which version of its mark the team has, if it has one.
    logo: Option<i64>,
}

/// A team's style; the first look in its own colours where none was chosen.
pub(super) async fn style(conn: &mut Conn, team: TeamId) -> Result<Style> {
    let kept = kept::style(conn, team).await?;
    Ok(kept.map_or_else(Style::default, |kept| Style {
        look: Look::from_word(&kept.look).unwrap_or_default(),
        colour: kept.colour,
    }))
}

async fn shown(conn: &mut Conn, team: TeamId) -> Result<axum::Json<Shown>> {
    Ok(axum::Json(Shown {
        style: style(conn, team).await?,
        logo: kept::logo_version(conn, team).await?,
    }))
}

/// How the team's posters look.
#[utoipa::path(get, path = "/api/posters/style", operation_id = "poster_style", responses((status = 200, body = Shown)))]
pub(super) async fn poster_style(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Shown>> {
    let mut conn = app.db.read().await?;
    shown(&mut conn, caller.team).await
}

/// A colour in small letters; an empty one is none.
pub(super) fn colour(read: &str) -> Result<Option<String>, Refusal> {
    if read.is_empty() {
        return Ok(None);
    }
    let digits = read.trim().strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|one| one.is_ascii_hexdigit()) {
        return Ok(Some(format!("#{}", digits.to_ascii_lowercase())));
    }
    let read: String = read.chars().take(40).collect();
    let place = Place {
        column: Some("colour".to_owned()),
        read: Some(read.clone()),
        mend: Some(Words::new("例如 #9a161b", "such as #9a161b")),
        ..Place::default()
    };
    Err(Refusal::from(PosterColour { read }).at(vec![place]))
}

/// Changes how the team's posters look from now on.
#[utoipa::path(put, path = "/api/posters/style", operation_id = "change_poster_style", request_body = Style, responses((status = 204)))]
pub(super) async fn change_poster_style(
    State(app): State<App>,
    caller: Caller,
    Json(asked): Json<Style>,
) -> Result<StatusCode> {
    let after = Style {
        look: asked.look,
        colour: colour(asked.colour.as_deref().unwrap_or_default())?,
    };
    let (team, now) = (caller.team, app.clock.now());
    let mut tx = app.db.write_team(team).await?;
    let before = style(&mut tx, team).await?;
    if before == after {
        return Ok(StatusCode::NO_CONTENT);
    }
    let keep = kept::Style {
        look: after.look.word().to_owned(),
        colour: after.colour.clone(),
    };
    kept::put_style(&mut tx, team, &keep, now).await?;
    let change = Change::of(team.0, Some(&before), Some(&after)).by(caller.member, None);
    record(&mut tx, team, Kind::PosterStyle, &change, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A mark, as `multipart/form-data`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body; the part is read as it comes")]
pub(super) struct PosterLogoFile {
    /// PNG, JPEG or WebP, up to 8 MB and 8000×8000 pixels.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Sets or replaces the team's mark; what is transparent stays so.
#[utoipa::path(put, path = "/api/posters/logo", operation_id = "set_poster_logo", request_body(content = PosterLogoFile, content_type = "multipart/form-data"), responses((status = 200, body = Shown)))]
pub(super) async fn set_poster_logo(
    State(app): State<App>,
    caller: Caller,
    form: Result<Multipart, MultipartRejection>,
) -> Result<axum::Json<Shown>> {
    let mark = uploaded(form, mark).await?;
    let (team, now) = (caller.team, app.clock.now());
    let logo = kept::Logo {
        png: mark.png,
        is_light: mark.is_light,
    };
    let mut tx = app.db.write_team(team).await?;
    let (_, had) = kept::put_logo(&mut tx, team, &logo, now).await?;
    note(&app, &mut tx, caller, (had, true)).await?;
    let shown = shown(&mut tx, team).await?;
    tx.commit().await?;
    Ok(shown)
}

/// Removes the team's mark for good.
#[utoipa::path(delete, path = "/api/posters/logo", operation_id = "remove_poster_logo", responses((status = 204)))]
pub(super) async fn remove_poster_logo(
    State(app): State<App>,
    caller: Caller,
) -> Result<StatusCode> {
    let mut tx = app.db.write_team(caller.team).await?;
    if kept::remove_logo(&mut tx, caller.team).await? {
        note(&app, &mut tx, caller, (true, false)).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Writes into the record that there was and is a mark, never the mark.
async fn note(app: &App, tx: &mut Tx, caller: Caller, (before, after): (bool, bool)) -> Result<()> {
    let before = before.then_some("logo_before");
    let after = after.then_some("logo_now");
    let change = Change::of(caller.team.0, before.as_ref(), after.as_ref()).by(caller.member, None);
    let now = app.clock.now();
    Ok(record(tx, caller.team, Kind::PosterStyle, &change, now).await?)
}

/// The team's mark.
#[utoipa::path(get, path = "/api/posters/logo/{version}", operation_id = "poster_logo", params(("version" = i64, Path)), responses((status = 200, description = "The mark", content_type = "image/png")))]
pub(super) async fn poster_logo(
    State(app): State<App>,
    caller: Caller,
    Path(version): Path<i64>,
    headers: HeaderMap,
) -> Result<Response> {
    let mut conn = app.db.read().await?;
    let held = kept::logo_version(&mut conn, caller.team).await?;
    let logo = match held.filter(|held| *held == version) {
        Some(_) => kept::logo(&mut conn, caller.team).await?,
        None => None,
    };
    let Some(logo) = logo else {
        return refuse(NotFound {
            what: "团队标志 · the team's mark".to_owned(),
        });
    };
    kept_for_good(&format!("logo-{version}"), logo.png, &headers)
}
