use super::*;
use image::Rgba;

const RED: [u8; 4] = [200, 30, 30, 255];
const BLUE: [u8; 4] = [30, 30, 200, 255];

/// A picture whose upper half is red and whose lower half is blue.
fn halves(width: u32, height: u32) -> DynamicImage {
    let upper = |y| if y < height / 2 { RED } else { BLUE };
    RgbaImage::from_fn(width, height, |_, y| Rgba(upper(y))).into()
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let plain = DynamicImage::from(picture.to_rgb8());
    let picture = if format == ImageFormat::Jpeg {
        &plain
    } else {
        picture
    };
    picture
        .write_to(&mut bytes, format)
        .expect("it can be written");
    bytes.into_inner()
}

/// A JPEG that says how it was held, in EXIF as phones write it.
fn held(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
    let jpeg = file(picture, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], b"\xff\xe1", &length, &exif, &jpeg[2..]].concat()
}

fn kept(bytes: &[u8]) -> RgbImage {
    let jpeg = square(bytes).expect("a photo");
    let photo = image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg).expect("a JPEG");
    assert_eq!((photo.width(), photo.height()), (SIDE, SIDE));
    photo.to_rgb8()
}

fn colour(photo: &RgbImage, x: u32, y: u32) -> &'static str {
    match photo.get_pixel(x, y).0 {
        [red, _, blue] if red > 150 && blue < 80 => "red",
        [red, _, blue] if red < 80 && blue > 150 => "blue",
        [red, green, blue] if red.min(green).min(blue) > 240 => "white",
        _ => "other",
    }
}

#[test]
fn every_kind_and_shape_becomes_the_middle_square() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        for (width, height) in [(3_000, 2_400), (40, 700), (1, 1), (600, 512)] {
            let photo = kept(&file(&halves(width, height), format));
            if height > 1 {
                assert_eq!(
                    colour(&photo, 256, 100),
                    "red",
                    "{format:?} {width}×{height}"
                );
            }
            assert_eq!(
                colour(&photo, 256, 400),
                "blue",
                "{format:?} {width}×{height}"
            );
        }
    }
    // The sides are cut away, not squeezed.
    let wide = RgbaImage::from_fn(900, 300, |x, _| {
        Rgba(if (300..600).contains(&x) { RED } else { BLUE })
    });
    let photo = kept(&file(&wide.into(), ImageFormat::Png));
    assert_eq!(colour(&photo, 4, 256), "red");
    assert_eq!(colour(&photo, 507, 256), "red");
}

#[test]
fn a_photo_stands_upright_however_the_phone_was_held() {
    let corners = |orientation| {
        let photo = kept(&held(&halves(800, 600), orientation));
        [(256, 20), (256, 490), (20, 256), (490, 256)].map(|(x, y)| colour(&photo, x, y))
    };
    assert_eq!(corners(1)[..2], ["red", "blue"]);
    assert_eq!(corners(3)[..2], ["blue", "red"]);
    // Held on its right side: what lies above belongs to the right.
    assert_eq!(corners(6)[2..], ["blue", "red"]);
    assert_eq!(corners(8)[2..], ["red", "blue"]);
}

#[test]
fn nothing_is_kept_but_the_picture() {
    let jpeg = square(&held(&halves(800, 600), 6)).expect("a photo");
    assert!(!jpeg.windows(4).any(|bytes| bytes == b"Exif"));
    assert!(jpeg.len() < 60_000, "{}", jpeg.len());
}

#[test]
fn what_shines_through_is_paper() {
    let clear = RgbaImage::from_pixel(300, 300, Rgba([0, 0, 0, 0]));
    assert_eq!(
        colour(&kept(&file(&clear.into(), ImageFormat::Png)), 256, 256),
        "white"
    );
}

#[test]
fn what_is_no_photo_is_told_apart() {
    let check = |bytes: &[u8], expected| assert_eq!(square(bytes).err(), Some(expected));
    check(b"", Unfit::NoPicture);
    check("姓名,手机号".as_bytes(), Unfit::NoPicture);
    check(b"GIF89a\x01\0\x01\0", Unfit::Kind("GIF"));
    check(b"\0\0\0\x18ftypheic\0\0\0\0", Unfit::Kind("HEIC"));
    check(b"\0\0\0\x18ftypmp42\0\0\0\0", Unfit::NoPicture);
    let png = file(&halves(400, 400), ImageFormat::Png);
    check(&png[..png.len() / 2], Unfit::Damaged("PNG"));
    check(b"\xff\xd8\xff\xe0", Unfit::Damaged("JPEG"));
    let strip = file(&halves(SIDE_MAX + 1, 2), ImageFormat::Png);
    check(&strip, Unfit::TooLarge(SIDE_MAX + 1, 2));
    // A head of some bytes that claims a picture of gigabytes.
    let mut claim = file(&halves(2, 2), ImageFormat::Jpeg);
    let size = claim
        .windows(2)
        .position(|bytes| bytes == b"\xff\xc0")
        .expect("a size")
        + 5;
    claim[size..size + 4].fill(0xff);
    check(&claim, Unfit::TooLarge(65_535, 65_535));
}

#[test]
fn a_picture_that_is_kept_whole_keeps_its_shape_and_is_never_made_larger() {
    let size = |width, height| {
        let jpeg = fitted(&file(&halves(width, height), ImageFormat::Png)).expect("a picture");
        let picture = image::load_from_memory(&jpeg).expect("a JPEG");
        (picture.width(), picture.height())
    };
    assert_eq!(size(300, 200), (300, 200));
    assert_eq!(size(2_160, 1_080), (1_080, 540));
    assert_eq!(size(20, 6_000), (3, 1_080));
}
