//! Failures on their way out: a refusal becomes a problem in the caller's language, anything else is
//! logged and said kindly.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rules::{Lang, Place, Refusal};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// The handlers' result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request was not done.
#[derive(Debug)]
pub enum Error {
    /// A rule of the house says no.
    Refused(Box<Refusal>),
    /// Something of ours failed; nothing was written.
    Failed(anyhow::Error),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Arc::new(error).into()
    }
}

/// A failure that several callers share.
impl From<Arc<store::Error>> for Error {
    fn from(error: Arc<store::Error>) -> Self {
        if error.is_disk_full() {
            tracing::error!("{error}");
            return Refusal::from(DiskFull {}).into();
        }
        Self::Failed(error.into())
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        match error.downcast::<Refusal>() {
            Ok(refusal) => refusal.into(),
            Err(error) => Self::Failed(error),
        }
    }
}

/// Returns a refusal from a handler: `return refuse(SponsorCycle { chain })`.
pub fn refuse<T>(refusal: impl Into<Refusal>) -> Result<T> {
    Err(refusal.into().into())
}

rules::refusals! {
    /// A request that no route of ours answers.
    NoSuchRoute { asked: String } 404,
    "这里不认识 {asked}。网页和程序的版本可能不一样，请刷新后再试；接口清单在 /api/openapi.json。",
    "{asked} is not known here. Page and program may be of different versions: refresh and try again; /api/openapi.json lists what there is.";

    /// The disk has no room for what was to be written.
    DiskFull {} 507,
    "存放数据的磁盘满了，什么都没有写入。请在那个磁盘上腾出空间，然后再试一次。",
    "The disk that holds the data is full; nothing was written. Make room on it, then try again.";

    /// Something of ours failed; the log names it.
    Unexpected {} 500,
    "出了点意外，什么都没有改动。请再试一次；若还是这样，请把数据文件夹里的日志发给我们。",
    "Something went wrong and nothing was changed. Try again; if it persists, send us the log in the data folder.";
}

/// Answers what no route answers.
pub async fn no_such_route(request: Request) -> Response {
    let asked = format!("{} {}", request.method(), request.uri().path());
    let mut response = Error::from(Refusal::from(NoSuchRoute { asked })).into_response();
    say(&mut response, crate::extract::language(request.headers()));
    response
}

/// The body of every failure, `application/problem+json`.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// The broken rule's name.
    pub code: String,
    /// What happened and what to do, in the caller's language.
    pub words: String,
    /// Where, if the refusal has places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<ProblemPlace>,
}

/// A place in what was given, with what was read there and the mend.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ProblemPlace {
    /// File name.
    pub file: Option<String>,
    /// Sheet or inner file.
    pub sheet: Option<String>,
    /// Row as a spreadsheet counts them, from 1.
    pub row: Option<u32>,
    /// Column's heading or field's name.
    pub column: Option<String>,
    /// What was read.
    pub read: Option<String>,
    /// What was expected and what to do.
    pub mend: Option<String>,
}

impl ProblemPlace {
    /// A place said in one language.
    pub fn say(place: &Place, lang: Lang) -> Self {
        Self {
            file: place.file.clone(),
            sheet: place.sheet.clone(),
            row: place.row,
            column: place.column.clone(),
            read: place.read.clone(),
            mend: place.mend.as_ref().map(|words| words.say(lang).to_owned()),
        }
    }
}

impl Problem {
    /// A refusal said in one language.
    pub fn say(refusal: &Refusal, lang: Lang) -> Self {
        Self {
            code: refusal.code.to_owned(),
            words: refusal.words.say(lang).to_owned(),
            places: refusal
                .places
                .iter()
                .map(|place| ProblemPlace::say(place, lang))
                .collect(),
        }
    }
}

/// The refusal on its way to the guard, which knows the caller's language and writes the body.
#[derive(Clone)]
struct Unsaid(Box<Refusal>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let refusal = match self {
            Self::Refused(refusal) => refusal,
            Self::Failed(error) => {
                tracing::error!("{error:#}");
                Box::new(Unexpected {}.into())
            }
        };
        let mut response = StatusCode::from_u16(refusal.status)
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            .into_response();
        response.extensions_mut().insert(Unsaid(refusal));
        response
    }
}

/// Gives a refused answer its body, in the caller's language.
pub fn say(response: &mut Response, lang: Lang) {
    let Some(Unsaid(refusal)) = response.extensions_mut().remove::<Unsaid>() else {
        return;
    };
    let body = serde_json::to_vec(&Problem::say(&refusal, lang)).unwrap_or_default();
    *response.body_mut() = Body::from(body);
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json; charset=utf-8"),
    );
}
