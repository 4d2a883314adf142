//! A member's photo: set, replaced and removed by the member or the founder, shown with the name.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Path;
use crate::picture::{kept_for_good, square, uploaded};
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use rules::access::{NotYours, Role};
use rules::record::Kind;
use rules::team::NoSuchMember;
use rules::{MemberId, TeamId};
use serde::Serialize;
use store::Tx;
use store::record::{Change, record};
use utoipa::ToSchema;

rules::refusals! {
    /// There is no such photo, or not for this caller.
    NoSuchPhoto {} 404,
    "没有这张照片，可能已经换了或者移除了，请刷新后再看。",
    "There is no such photo; it may have been replaced or removed. Refresh and look again.";
}

/// Which photo a member has.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Photo {
    /// Whose.
    pub member_id: MemberId,
    /// Which; the next one has another, so that an address always means the same picture.
    pub version: i64,
}

/// Who has a photo, of those whose name the caller may see.
#[utoipa::path(get, path = "/api/photos", operation_id = "photos", responses((status = 200, body = [Photo])))]
pub async fn photos(State(app): State<App>, caller: Caller) -> Result<axum::Json<Vec<Photo>>> {
    let (roster, settings) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
    );
    let now = app.clock.now();
    let mut photos = app.photos(caller.team).await?;
    photos.retain(|photo| caller.sees_face(&roster, &settings, photo.member_id, now));
    Ok(axum::Json(photos))
}

/// A photo, for whoever may see its member's name.
#[utoipa::path(get, path = "/api/members/{id}/photo/{version}", operation_id = "photo", params(("id" = i64, Path), ("version" = i64, Path)), responses((status = 200, description = "The photo", content_type = "image/jpeg")))]
pub async fn photo(
    State(app): State<App>,
    caller: Caller,
    Path((id, version)): Path<(i64, i64)>,
    headers: HeaderMap,
) -> Result<Response> {
    let (roster, settings) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
    );
    let photo = Photo {
        member_id: MemberId(id),
        version,
    };
    if !caller.sees_face(&roster, &settings, photo.member_id, app.clock.now()) {
        return refuse(NoSuchPhoto {});
    }
    app.photo(caller.team, photo, &headers).await
}

/// A photo, as `multipart/form-data`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body; the part is read as it comes")]
pub struct PhotoFile {
    /// JPEG, PNG or WebP, up to 8 MB and 8000×8000 pixels.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Sets or replaces a member's photo: one's own, or anyone's for the founder.
#[utoipa::path(put, path = "/api/members/{id}/photo", operation_id = "set_photo", params(("id" = i64, Path)), request_body(content = PhotoFile, content_type = "multipart/form-data"), responses((status = 200, body = Photo)))]
pub async fn set(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<axum::Json<Photo>> {
    let member_id = theirs(caller, id)?;
    let jpeg = uploaded(form, square).await?;
    let now = app.clock.now();
    let mut desk = app.desk(caller.team).await?;
    desk.roster.changeable(member_id)?;
    let mut tx = desk.begin(&app).await?;
    let (version, had) =
        store::team::put_photo(&mut tx, caller.team, member_id, &jpeg, now).await?;
    note(&app, &mut tx, caller, member_id, (had, true)).await?;
    desk.commit_as_is(tx).await?;
    Ok(axum::Json(Photo { member_id, version }))
}

/// Removes a member's photo for good: one's own, or anyone's for the founder.
#[utoipa::path(delete, path = "/api/members/{id}/photo", operation_id = "remove_photo", params(("id" = i64, Path)), responses((status = 204)))]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let member_id = theirs(caller, id)?;
    let mut desk = app.desk(caller.team).await?;
    if desk.roster.member(member_id).is_none() {
        return refuse(NoSuchMember {});
    }
    let mut tx = desk.begin(&app).await?;
    if store::team::remove_photo(&mut tx, caller.team, member_id).await? {
        note(&app, &mut tx, caller, member_id, (true, false)).await?;
    }
    desk.commit_as_is(tx).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A photo is changed by whom it shows and by who may change the member.
fn theirs(caller: Caller, id: i64) -> Result<MemberId> {
    let member = MemberId(id);
    if caller.member != member && caller.role != Role::Founder {
        return refuse(NotYours {});
    }
    Ok(member)
}

/// Writes into the record that there was and is a photo, never the photo.
async fn note(
    app: &App,
    tx: &mut Tx,
    caller: Caller,
    member: MemberId,
    (before, after): (bool, bool),
) -> Result<()> {
    let (before, after) = (
        before.then_some("photo_before"),
        after.then_some("photo_now"),
    );
    let change = Change::of(member.0, before.as_ref(), after.as_ref()).by(caller.member, None);
    let now = app.clock.now();
    Ok(record(tx, caller.team, Kind::Photo, &change, now).await?)
}

impl App {
    /// Who of a team has a photo.
    pub(crate) async fn photos(&self, team: TeamId) -> Result<Vec<Photo>> {
        let mut conn = self.db.read().await?;
        let photos = store::team::photos(&mut conn, team).await?;
        let photo = |(member_id, version)| Photo { member_id, version };
        Ok(photos.into_iter().map(photo).collect())
    }

    /// A photo as browsers keep it: for good, because its address never means another.
    pub(crate) async fn photo(
        &self,
        team: TeamId,
        Photo { member_id, version }: Photo,
        asked: &HeaderMap,
    ) -> Result<Response> {
        let mut conn = self.db.read().await?;
        let Some(jpeg) = store::team::photo(&mut conn, team, member_id, version).await? else {
            return refuse(NoSuchPhoto {});
        };
        kept_for_good(&format!("{member_id}-{version}"), jpeg, asked)
    }
}
