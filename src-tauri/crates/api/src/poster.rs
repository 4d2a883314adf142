//! Posters and papers, made of what the books say: as a picture for the group, as pages to print.
//!
//! Everything on them follows from the books at the moment they are asked for; nothing is kept. What
//! goes to the group shows what everybody may see; a certificate or a statement what its caller may.

mod contest;
mod desk;
mod member;
mod words;

use crate::app::App;
use crate::caller::Caller;
use crate::download;
use crate::error::{Result, refuse};
use crate::extract::{Language, Query};
use anyhow::anyhow;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use chrono::NaiveDate;
use desk::{Desk, Wish};
use poster::paper::{Look, Size};
use poster::press::{Fault, Sheaf};
use rules::Lang;
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

rules::refusals! {
    /// The machine that runs the program has no font for Chinese.
    PosterNoFont {} 503,
    "运行红榜的这台电脑没有中文字体，海报印不出来。请安装一种中文字体（Debian、Ubuntu：apt install fonts-noto-cjk），然后重新打开红榜。",
    "The machine that runs Hongbang has no font for Chinese, so nothing can be printed. Install one (Debian, Ubuntu: apt install fonts-noto-cjk) and start Hongbang again.";

    /// What is asked for lacks what it is of.
    PosterOfWhat { missing: &'static str } 422,
    "没有说明要做哪一个的海报：缺少“{missing}”。请从竞赛、榜单或成员的页面里生成。",
    "It was not said what the poster is of: “{missing}” is missing. Make it from the page of the contest, the board or the member.";
}

/// What kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PosterKind)]
pub enum Kind {
    /// 喜报: one winner; of a contest and an entrant.
    Win,
    /// 战报: a board; of a contest.
    Board,
    /// 奖状: of a contest and an entrant.
    Certificate,
    /// 奖状 for all who won something in a contest.
    Certificates,
    /// 海报: of a contest.
    Contest,
    /// 积分月报: of a member and a month.
    Statement,
    /// 生日卡: of a member.
    Birthday,
}

/// Which paper, and how.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    #[param(inline)]
    kind: Kind,
    contest: Option<i64>,
    entrant: Option<i64>,
    member: Option<i64>,
    /// Any day of the month.
    #[param(value_type = Option<String>)]
    day: Option<NaiveDate>,
    #[serde(default)]
    #[param(inline)]
    look: Look,
    #[serde(default)]
    #[param(inline)]
    size: Size,
    /// `zh-CN` or `en`; else as the headers say.
    #[param(value_type = Option<String>)]
    lang: Option<Lang>,
}

fn of(found: Option<i64>, missing: &'static str) -> Result<i64> {
    match found {
        Some(id) => Ok(id),
        None => refuse(PosterOfWhat { missing }),
    }
}

/// Puts together what was asked for, with the name it is saved under.
async fn lay(
    app: &App,
    caller: Caller,
    asked: &Asked,
    lang: Lang,
    headers: &HeaderMap,
) -> Result<(Sheaf, String)> {
    let wish = Wish {
        look: asked.look,
        size: asked.size,
        lang: asked.lang.unwrap_or(lang),
    };
    let mut desk = Desk::new(app, caller, wish, headers).await?;
    let contest = || of(asked.contest, "contest");
    let entrant = || of(asked.entrant, "entrant");
    let member = || of(asked.member, "member");
    let name = match asked.kind {
        Kind::Win => {
            contest::win(&mut desk, contest()?, entrant()?).await?;
            ("喜报", "congratulations")
        }
        Kind::Board => {
            contest::board(&mut desk, contest()?).await?;
            ("战报", "results")
        }
        Kind::Certificate => {
            contest::certificate(&mut desk, contest()?, entrant()?).await?;
            ("奖状", "certificate")
        }
        Kind::Certificates => {
            contest::certificates(&mut desk, contest()?).await?;
            ("奖状", "certificates")
        }
        Kind::Contest => {
            contest::contest(&mut desk, contest()?).await?;
            ("竞赛海报", "contest")
        }
        Kind::Statement => {
            let today = desk.settings.calendar().day(desk.now);
            let day = asked.day.unwrap_or(today);
            member::statement(&mut desk, member()?, day).await?;
            ("积分月报", "statement")
        }
        Kind::Birthday => {
            member::birthday(&mut desk, member()?).await?;
            ("生日卡", "birthday")
        }
    };
    let name = desk.say(name.0, name.1);
    Ok((desk.sheaf, name))
}

/// A paper takes a core and some memory while it is drawn: two at a time.
static PRESSES: Semaphore = Semaphore::const_new(2);

/// Prints, beside the threads that answer.
async fn print(
    sheaf: Sheaf,
    print: impl FnOnce(Sheaf) -> std::result::Result<Vec<u8>, Fault> + Send + 'static,
) -> Result<Vec<u8>> {
    let permit = PRESSES.acquire().await.map_err(|_| anyhow!("closed"))?;
    let printed = tokio::task::spawn_blocking(move || {
        let bytes = print(sheaf);
        drop(permit);
        bytes
    })
    .await
    .map_err(|_| anyhow!("the press broke"))?;
    match printed {
        Ok(bytes) => Ok(bytes),
        Err(Fault::NoFont) => refuse(PosterNoFont {}),
        Err(fault) => Err(anyhow::Error::from(fault).into()),
    }
}

/// A poster as a picture: PNG.
#[utoipa::path(get, path = "/api/posters/picture", operation_id = "poster_picture", params(Asked), responses((status = 200, content_type = "image/png", body = Vec<u8>)))]
pub(crate) async fn poster_picture(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Language(lang): Language,
    headers: HeaderMap,
) -> Result<Response> {
    let (sheaf, name) = lay(&app, caller, &asked, lang, &headers).await?;
    let png = print(sheaf, |sheaf| sheaf.set()?.png(0)).await?;
    let mut response = download::png(png, &format!("{name}.png"))?;
    // A page asks first whether there is one, then shows it by its address: made once for both.
    let soon = HeaderValue::from_static("private, max-age=10");
    response.headers_mut().insert(header::CACHE_CONTROL, soon);
    Ok(response)
}

/// Papers to print: PDF.
#[utoipa::path(get, path = "/api/posters/paper", operation_id = "poster_paper", params(Asked), responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
pub(crate) async fn poster_paper(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Language(lang): Language,
    headers: HeaderMap,
) -> Result<Response> {
    let (sheaf, name) = lay(&app, caller, &asked, lang, &headers).await?;
    let pdf = print(sheaf, |sheaf| sheaf.set()?.pdf()).await?;
    download::pdf(pdf, &format!("{name}.pdf"))
}

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(poster_picture))
        .routes(routes!(poster_paper))
}
