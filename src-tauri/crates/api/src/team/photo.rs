//! A member's photo: set, replaced and removed by the member or the founder, shown with the name.

mod picture;

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Path;
use anyhow::Context as _;
use axum::body::Body;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use picture::{SIDE_MAX, Unfit, square};
use rules::access::{NotYours, Role};
use rules::record::Kind;
use rules::team::NoSuchMember;
use rules::{MemberId, Refusal, TeamId};
use serde::Serialize;
use store::Tx;
use store::record::{Change, record};
use tokio::sync::Semaphore;
use utoipa::ToSchema;

rules::refusals! {
    /// The upload has no file in it, or did not arrive whole.
    PhotoMissing {} 422,
    "没有收到完整的照片，什么都没有改动。请重新选择一张 JPEG、PNG 或 WebP 照片。",
    "No whole photo arrived and nothing was changed. Choose a JPEG, PNG or WebP picture again.";

    /// The file has more bytes than are taken.
    PhotoTooHeavy { file: String, read: String } 422,
    "“{file}”有 {read} MB，照片最大 8 MB，什么都没有改动。请换一张，或者先压缩、截图再上传。",
    "“{file}” has {read} MB; a photo has at most 8 MB, and nothing was changed. Choose another, or make it smaller first.";

    /// The picture has more pixels than are taken.
    PhotoTooLarge { file: String, width: u32, height: u32, most: u32 } 422,
    "“{file}”是 {width}×{height} 像素，照片最大 {most}×{most} 像素，什么都没有改动。请先缩小或者截图再上传。",
    "“{file}” has {width}×{height} pixels; a photo has at most {most}×{most}, and nothing was changed. Make it smaller first.";

    /// The file is a picture of a kind that is not taken.
    PhotoKind { file: String, kind: &'static str } 422,
    "“{file}”是 {kind} 格式，照片要 JPEG、PNG 或 WebP，什么都没有改动。请另存为 JPEG，或者把它截图再上传。",
    "“{file}” is {kind}; a photo is JPEG, PNG or WebP, and nothing was changed. Save it as JPEG, or take a screenshot of it.";

    /// The file is no picture.
    PhotoNoPicture { file: String } 422,
    "“{file}”不是图片，照片要 JPEG、PNG 或 WebP，什么都没有改动。请另选一个文件。",
    "“{file}” is no picture; a photo is JPEG, PNG or WebP, and nothing was changed. Choose another file.";

    /// The picture cannot be read.
    PhotoDamaged { file: String, kind: &'static str } 422,
    "“{file}”开头是 {kind}，后面的内容读不出来，可能没有传完整，什么都没有改动。请重新保存这张照片，或者换一张。",
    "“{file}” begins as {kind} and cannot be read on; it may not be whole. Nothing was changed. Save the picture again, or choose another.";

    /// There is no such photo, or not for this caller.
    NoSuchPhoto {} 404,
    "没有这张照片，可能已经换了或者移除了，请刷新后再看。",
    "There is no such photo; it may have been replaced or removed. Refresh and look again.";
}

/// The largest file that is taken, in bytes.
const BYTES_MAX: usize = 8 << 20;

/// A picture takes up to 256 MB while it is read: one at a time.
static READING: Semaphore = Semaphore::const_new(1);

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
    let (file, bytes) = chosen(form).await?;
    let turn = READING.acquire().await.context("never closed")?;
    let made = tokio::task::spawn_blocking(move || square(&bytes));
    let jpeg = made.await.context("reading a picture")?;
    drop(turn);
    let jpeg = jpeg.map_err(|unfit| refusal(unfit, file))?;
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

/// The file's name and bytes. What is too much is counted to its end and not kept: a browser whose upload
/// is cut off would not hear why.
async fn chosen(form: Result<Multipart, MultipartRejection>) -> Result<(String, Vec<u8>)> {
    let missing = || Refusal::from(PhotoMissing {});
    let mut form = form.map_err(|_| missing())?;
    while let Some(mut part) = form.next_field().await.map_err(|_| missing())? {
        if part.name() != Some("file") {
            continue;
        }
        let file = part.file_name().unwrap_or_default().to_owned();
        let (mut bytes, mut count) = (Vec::new(), 0);
        while let Some(chunk) = part.chunk().await.map_err(|_| missing())? {
            count += chunk.len();
            if count <= BYTES_MAX {
                bytes.extend_from_slice(&chunk);
            }
        }
        if count > BYTES_MAX {
            // Rounded up, so that it never reads as what is taken.
            let tenths = (count * 10).div_ceil(1 << 20);
            let read = format!("{}.{}", tenths / 10, tenths % 10);
            return refuse(PhotoTooHeavy { file, read });
        }
        return Ok((file, bytes));
    }
    refuse(PhotoMissing {})
}

fn refusal(unfit: Unfit, file: String) -> Refusal {
    match unfit {
        Unfit::NoPicture => PhotoNoPicture { file }.into(),
        Unfit::Kind(kind) => PhotoKind { file, kind }.into(),
        Unfit::Damaged(kind) => PhotoDamaged { file, kind }.into(),
        Unfit::TooLarge(width, height) => PhotoTooLarge {
            file,
            width,
            height,
            most: SIDE_MAX,
        }
        .into(),
    }
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
        let tag = format!("\"{member_id}-{version}\"");
        let known = asked.get(header::IF_NONE_MATCH);
        let mut response = if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let kind = [(header::CONTENT_TYPE, "image/jpeg")];
            (kind, Body::from(jpeg)).into_response()
        };
        let headers = response.headers_mut();
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, max-age=31536000, immutable"),
        );
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        headers.insert(
            header::ETAG,
            HeaderValue::from_str(&tag).context("numbers are a header value")?,
        );
        Ok(response)
    }
}
