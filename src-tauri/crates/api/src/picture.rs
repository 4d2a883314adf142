//! Pictures that people put up: read from a form, refused with what was wrong, or made fit to be kept.

mod shape;

pub(crate) use shape::{fitted, lighter, mark, square};

use crate::error::{Result, refuse};
use anyhow::Context as _;
use axum::body::Body;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use rules::Refusal;
use shape::{SIDE_MAX, Unfit};
use tokio::sync::Semaphore;

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
}

/// The largest file that is taken, in bytes.
const BYTES_MAX: usize = 8 << 20;

/// A picture takes up to 256 MB while it is read: one at a time.
static READING: Semaphore = Semaphore::const_new(1);

/// The picture of a form's `file`, made fit by `shape`.
pub(crate) async fn uploaded<T: Send + 'static>(
    form: Result<Multipart, MultipartRejection>,
    shape: fn(&[u8]) -> Result<T, Unfit>,
) -> Result<T> {
    let (file, bytes) = chosen(form).await?;
    let turn = READING.acquire().await.context("never closed")?;
    let made = tokio::task::spawn_blocking(move || shape(&bytes));
    let made = made.await.context("reading a picture")?;
    drop(turn);
    Ok(made.map_err(|unfit| refusal(unfit, file))?)
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

/// A picture as browsers keep it: for good, because its address never means another.
pub(crate) fn kept_for_good(name: &str, bytes: Vec<u8>, asked: &HeaderMap) -> Result<Response> {
    let tag = format!("\"{name}\"");
    let known = asked.get(header::IF_NONE_MATCH);
    let mut response = if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = match image::guess_format(&bytes) {
            Ok(image::ImageFormat::Png) => "image/png",
            _ => "image/jpeg",
        };
        ([(header::CONTENT_TYPE, kind)], Body::from(bytes)).into_response()
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
