//! Posters and papers, made of what the books say: as a picture for the group, as pages to print.
//!
//! Everything on them follows from the books at the moment they are asked for; nothing is kept. What
//! goes to the group shows what everybody may see; a certificate or a statement what its caller may.

mod ask;
mod contest;
mod desk;
mod member;
mod run;
mod style;
mod title;
mod words;

pub(crate) use ask::Asked;
pub use run::Runs;

use crate::app::App;
use crate::caller::Caller;
use crate::download;
use crate::error::Result;
use crate::extract::{Language, Query};
use ask::{For, Laid, lay};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use rules::Lang;
use run::print;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A poster as a picture: PNG.
#[utoipa::path(get, path = "/api/posters/picture", operation_id = "poster_picture", params(Asked), responses((status = 200, content_type = "image/png", body = Vec<u8>)))]
pub(crate) async fn poster_picture(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Language(lang): Language,
    headers: HeaderMap,
) -> Result<Response> {
    let laid = lay(&app, caller, (&asked, For::Caller), lang, &headers).await?;
    let png = print(&app, laid.sheaf, None, |set| set.png(0)).await?;
    let mut response = download::png(png, &format!("{}.png", laid.name))?;
    // A page asks first whether there is one, then shows it by its address: made once for both.
    let soon = HeaderValue::from_static("private, max-age=10");
    response.headers_mut().insert(header::CACHE_CONTROL, soon);
    Ok(response)
}

/// How a page follows a run.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Followed {
    /// A word of the page's own, by which it can ask how far the run is, and stop it.
    ticket: Option<String>,
}

/// Papers to print: PDF.
#[utoipa::path(get, path = "/api/posters/paper", operation_id = "poster_paper", params(Asked, Followed), responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
pub(crate) async fn poster_paper(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(Followed { ticket }): Query<Followed>,
    Language(lang): Language,
    headers: HeaderMap,
) -> Result<Response> {
    let laid = lay(&app, caller, (&asked, For::Caller), lang, &headers).await?;
    let ticket = ticket.map(|ticket| (caller, ticket));
    let pdf = print(&app, laid.sheaf, ticket, |set| set.pdf()).await?;
    download::pdf(pdf, &format!("{}.pdf", laid.name))
}

/// A poster that a group may be sent.
pub(crate) struct Drawn {
    /// What it is.
    pub name: String,
    /// Of whom or of what.
    pub of: String,
    pub png: Vec<u8>,
}

/// Draws a poster for a group: it shows what everybody may see.
pub(crate) async fn drawn(
    app: &App,
    caller: Caller,
    asked: &Asked,
    lang: Lang,
    headers: &HeaderMap,
) -> Result<Drawn> {
    let laid = lay(app, caller, (asked, For::Group), lang, headers).await?;
    let Laid { sheaf, name, of } = laid;
    let png = print(app, sheaf, None, |set| set.png(0)).await?;
    Ok(Drawn { name, of, png })
}

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(poster_picture))
        .routes(routes!(poster_paper))
        .routes(routes!(run::poster_run, run::stop_poster_run))
        .routes(routes!(style::poster_style, style::change_poster_style))
        .routes(routes!(style::set_poster_logo, style::remove_poster_logo))
        .routes(routes!(style::poster_logo))
}
