//! From whatever picture a person chose to the one that is kept: a square cut from the middle, upright,
//! as JPEG without a word of where, when and with what it was taken. A team's mark stays whole, as PNG.

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
/// The longest side of a team's mark, in pixels: several times what a poster shows of it.
const MARK: u32 = 640;
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
    kept(bytes, |picture| whole(picture, LONG))
}

/// A team's mark as it is kept.
pub struct Mark {
    /// As PNG; what is transparent in it stays so.
    pub png: Vec<u8>,
    /// Whether it is made for a dark ground: what is not transparent in it is light.
    pub is_light: bool,
}

/// The mark that is kept of a picture: all of it, with what is transparent.
pub fn mark(bytes: &[u8]) -> Result<Mark, Unfit> {
    let (picture, orientation, kind) = read(bytes)?;
    let mut mark = DynamicImage::from(whole(&picture, MARK));
    mark.apply_orientation(orientation);
    let mut png = Vec::new();
    mark.write_to(&mut Cursor::new(&mut png), ImageFormat::Png)
        .map_err(|_| Unfit::Damaged(kind))?;
    let is_light = is_light(&mark.to_rgba8());
    Ok(Mark { png, is_light })
}

/// Lighter on average than this, of 255, it would be lost on paper.
const LIGHT: u64 = 170;

/// Whether a picture is partly transparent, and the rest of it light.
fn is_light(picture: &RgbaImage) -> bool {
    let (mut light, mut covered) = (0_u64, 0_u64);
    for pixel in picture.pixels() {
        let [red, green, blue, alpha] = pixel.0.map(u64::from);
        // As bright as the eye takes them: ITU-R BT.709.
        light += (2126 * red + 7152 * green + 722 * blue) / 10_000 * alpha;
        covered += alpha;
    }
    let whole = u64::from(picture.width()) * u64::from(picture.height()) * 255;
    covered > 0 && covered * 20 < whole * 19 && light > LIGHT * covered
}

/// The same picture as JPEG in at most so many bytes, as good as it can be in them; a PNG that is small
/// enough stays as it is. None where that cannot be, or the bytes are no picture.
pub fn lighter(png: Vec<u8>, most: usize) -> Option<Vec<u8>> {
    if png.len() <= most {
        return Some(png);
    }
    let picture = image::load_from_memory(&png).ok()?;
    let plain = on_white(&picture.to_rgba8());
    [92, QUALITY, 75, 60, 40].into_iter().find_map(|quality| {
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, quality)
            .encode_image(&plain)
            .ok()?;
        (jpeg.len() <= most).then_some(jpeg)
    })
}

fn kept(bytes: &[u8], shape: fn(&DynamicImage) -> RgbaImage) -> Result<Vec<u8>, Unfit> {
    let (picture, orientation, kind) = read(bytes)?;
    let mut photo = DynamicImage::from(on_white(&shape(&picture)));
    photo.apply_orientation(orientation);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode_image(&photo)
        .map_err(|_| Unfit::Damaged(kind))?;
    Ok(jpeg)
}

/// A picture as it was stored, how it was held, and its kind.
fn read(bytes: &[u8]) -> Result<(DynamicImage, Orientation, &'static str), Unfit> {
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
    Ok((picture, orientation, kind))
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
fn whole(picture: &DynamicImage, most: u32) -> RgbaImage {
    let (width, height) = (picture.width(), picture.height());
    let long = width.max(height);
    if long <= most {
        return picture.to_rgba8();
    }
    let scaled = |side: u32, to: u32| {
        let side = u64::from(side) * u64::from(to) / u64::from(long);
        u32::try_from(side).unwrap_or(to).max(1)
    };
    let (wide, high) = (scaled(width, most), scaled(height, most));
    if long > 4 * most {
        let small = imageops::thumbnail(picture, scaled(width, 2 * most), scaled(height, 2 * most));
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
