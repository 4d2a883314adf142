//! From whatever picture a person chose to the one that is kept: a square cut from the middle, upright,
//! as JPEG without a word of where, when and with what it was taken.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::metadata::Orientation;
use image::{
    DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage,
};
use std::io::Cursor;

/// The side of a kept photo, in pixels.
pub const SIDE: u32 = 512;
/// The longest side of a picture that is kept whole, in pixels: a phone's width three times over.
const LONG: u32 = 1_080;
/// The longest side of a picture that is taken, in pixels.
pub const SIDE_MAX: u32 = 8_000;
/// The most memory that a picture's pixels may take: the largest at four bytes each.
const PIXEL_BYTES_MAX: u64 = SIDE_MAX as u64 * SIDE_MAX as u64 * 4;
/// JPEG's quality, of 100: at this size no eye sees the difference, and a face takes some 40 kB.
const QUALITY: u8 = 85;

/// Why a file is no photo that can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is no picture.
    NoPicture,
    /// It is a picture of another kind.
    Kind(&'static str),
    /// It is of this kind and cannot be read.
    Damaged(&'static str),
    /// It is wider or higher than is taken, in pixels.
    TooLarge(u32, u32),
}

/// The photo that is kept of a picture: the square in its middle.
pub fn square(bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    kept(bytes, middle)
}

/// The picture that is kept whole, made so small that no side is longer than [`LONG`].
pub fn fitted(bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    kept(bytes, whole)
}

fn kept(bytes: &[u8], shape: fn(&DynamicImage) -> RgbaImage) -> Result<Vec<u8>, Unfit> {
    let (format, kind) = kind(bytes)?;
    let damaged = |_| Unfit::Damaged(kind);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(PIXEL_BYTES_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    // Before a pixel of it is read: a small file can claim any size.
    if width.max(height) > SIDE_MAX || decoder.total_bytes() > PIXEL_BYTES_MAX {
        return Err(Unfit::TooLarge(width, height));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    let mut photo = DynamicImage::from(on_white(&shape(&picture)));
    photo.apply_orientation(orientation);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode_image(&photo)
        .map_err(damaged)?;
    Ok(jpeg)
}

/// The kind that a file's first bytes say, with its name.
fn kind(bytes: &[u8]) -> Result<(ImageFormat, &'static str), Unfit> {
    // What iPhones make; the library does not know it.
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(match bytes.get(8..12) {
            Some(b"heic" | b"heix" | b"heim" | b"heis" | b"mif1" | b"msf1") => Unfit::Kind("HEIC"),
            Some(b"avif" | b"avis") => Unfit::Kind("AVIF"),
            _ => Unfit::NoPicture,
        });
    }
    match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => Ok((ImageFormat::Jpeg, "JPEG")),
        Ok(ImageFormat::Png) => Ok((ImageFormat::Png, "PNG")),
        Ok(ImageFormat::WebP) => Ok((ImageFormat::WebP, "WebP")),
        Ok(ImageFormat::Gif) => Err(Unfit::Kind("GIF")),
        Ok(ImageFormat::Bmp) => Err(Unfit::Kind("BMP")),
        Ok(ImageFormat::Tiff) => Err(Unfit::Kind("TIFF")),
        _ => Err(Unfit::NoPicture),
    }
}

/// The square in the middle, scaled. What is much too large is first made small by averages alone: the
/// better filter would take seconds for it, and nobody would see them.
fn middle(picture: &DynamicImage) -> RgbaImage {
    let (width, height) = (picture.width(), picture.height());
    let side = width.min(height);
    let cut = imageops::crop_imm(picture, (width - side) / 2, (height - side) / 2, side, side);
    if side > 4 * SIDE {
        let small = imageops::thumbnail(&*cut, 2 * SIDE, 2 * SIDE);
        imageops::resize(&small, SIDE, SIDE, FilterType::CatmullRom)
    } else {
        imageops::resize(&*cut, SIDE, SIDE, FilterType::CatmullRom)
    }
}

/// All of it; never made larger. What is much too large is made small by averages first, as above.
fn whole(picture: &DynamicImage) -> RgbaImage {
    let (width, height) = (picture.width(), picture.height());
    let long = width.max(height);
    if long <= LONG {
        return picture.to_rgba8();
    }
    let scaled = |side: u32, to: u32| {
        let side = u64::from(side) * u64::from(to) / u64::from(long);
        u32::try_from(side).unwrap_or(to).max(1)
    };
    let (wide, high) = (scaled(width, LONG), scaled(height, LONG));
    if long > 4 * LONG {
        let small = imageops::thumbnail(picture, scaled(width, 2 * LONG), scaled(height, 2 * LONG));
        imageops::resize(&small, wide, high, FilterType::CatmullRom)
    } else {
        imageops::resize(picture, wide, high, FilterType::CatmullRom)
    }
}

/// What is transparent becomes paper.
fn on_white(picture: &RgbaImage) -> RgbImage {
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0.map(u16::from);
        let mix = |colour: u16| ((colour * alpha + 255 * (255 - alpha)) / 255) as u8;
        image::Rgb([mix(red), mix(green), mix(blue)])
    })
}

#[cfg(test)]
mod tests;
