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

#[test]
fn a_mark_keeps_what_is_transparent_and_it_is_known_whether_it_is_light() {
    let disc = |colour: [u8; 3], around: u8| {
        let picture = RgbaImage::from_fn(1_280, 800, |x, y| {
            let (x, y) = (i64::from(x) - 640, i64::from(y) - 400);
            let alpha = if x * x + y * y < 90_000 { 255 } else { around };
            Rgba([colour[0], colour[1], colour[2], alpha])
        });
        mark(&file(&picture.into(), ImageFormat::Png)).expect("a mark")
    };
    let white = disc([250, 250, 250], 0);
    assert!(white.is_light);
    let picture = image::load_from_memory(&white.png)
        .expect("a PNG")
        .to_rgba8();
    assert_eq!(picture.dimensions(), (640, 400));
    assert_eq!(picture.get_pixel(0, 0).0[3], 0);
    assert!(!disc([160, 20, 30], 0).is_light);
    // White up to its edges it brings its own ground.
    assert!(!disc([250, 250, 250], 255).is_light);
}

#[test]
fn a_picture_that_is_too_heavy_becomes_a_jpeg_that_is_not() {
    // Noise, which nothing makes small, from the rule of a linear congruence.
    let mut state = 1_u32;
    let noise = RgbaImage::from_fn(300, 300, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [red, green, blue, _] = state.to_be_bytes();
        Rgba([red, green, blue, 255])
    });
    let png = file(&noise.into(), ImageFormat::Png);
    assert_eq!(lighter(png.clone(), png.len()), Some(png.clone()));
    let most = png.len() / 3;
    let jpeg = lighter(png.clone(), most).expect("a lighter one");
    assert!(jpeg.len() <= most);
    let picture = image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg).expect("a JPEG");
    assert_eq!((picture.width(), picture.height()), (300, 300));
    assert_eq!(lighter(png, 1_000), None);
    assert_eq!(lighter(vec![0; 2_000], 1_000), None);
}
