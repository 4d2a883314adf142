//! How a team's posters look: the founder says, everybody's posters follow.

use super::{PNG, paper};
use http::Method;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use serde_json::{Value, json};
use std::io::Cursor;
use tests::person::Told;
use tests::{Cast, House, on_both};

const STYLE: &str = "/api/posters/style";

/// A white disc on nothing, with words of who drew it behind the picture.
fn drawn() -> Vec<u8> {
    let picture = RgbaImage::from_fn(1_200, 900, |x, y| {
        let (x, y) = (i64::from(x) - 600, i64::from(y) - 450);
        let alpha = if x * x + y * y < 90_000 { 255 } else { 0 };
        Rgba([250, 250, 250, alpha])
    });
    let mut png = Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    [&png.into_inner()[..], b"DRAWN-BY-CHENJING"].concat()
}

async fn put(house: &House, token: &str, bytes: &[u8]) -> Told {
    let head =
        "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"标志.png\"\r\n\r\n";
    let body = [head.as_bytes(), bytes, b"\r\n--cut--\r\n"].concat();
    let kind = Some("multipart/form-data; boundary=cut");
    let mut person = house.stranger().with_token(token);
    person
        .send(Method::PUT, "/api/posters/logo", body.into(), kind)
        .await
}

async fn change(house: &House, token: &str, style: Value) -> tests::stage::Answer {
    house
        .ask(Some(token), Method::PUT, STYLE, Some(style))
        .await
}

#[tokio::test]
async fn the_founder_chooses_look_and_colour_and_posters_follow() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let founder = cast.founder();
        let first = json!({"look": "cinnabar", "colour": null, "logo": null});
        assert_eq!(house.get(cast.member(), STYLE).await.ok(), first);
        let card = "picture?kind=birthday&member=3&size=wide";
        let plain = paper(&house, founder, card).await;
        let tried = paper(
            &house,
            founder,
            &format!("{card}&look=paper&colour=%231D5B4F"),
        )
        .await;
        assert!(plain != tried);
        // Nothing was changed by trying.
        assert!(plain == paper(&house, founder, card).await);
        let style = json!({"look": "paper", "colour": "#1D5B4F"});
        change(&house, founder, style).await.ok();
        let kept = json!({"look": "paper", "colour": "#1d5b4f", "logo": null});
        assert_eq!(house.get(founder, STYLE).await.ok(), kept);
        assert!(tried == paper(&house, founder, card).await);
        assert!(plain == paper(&house, founder, &format!("{card}&look=cinnabar&colour=")).await);
        let record = house
            .get(founder, "/api/record?kind=poster_style")
            .await
            .ok();
        assert_eq!(record["rows"][0]["after"]["colour"], "#1d5b4f");
        for read in ["red", "#12345", "#12345g", "#1234567"] {
            let style = json!({"look": "paper", "colour": read});
            let answer = change(&house, founder, style).await;
            assert_eq!(answer.json["places"][0]["column"], "colour");
            assert_eq!(answer.refused(), (422, "PosterColour".to_owned()));
        }
        let leader = change(&house, cast.leader(), json!({"look": "paper"})).await;
        assert_eq!(leader.refused().0, 403);
    })
    .await;
}

#[tokio::test]
async fn the_mark_stands_on_posters_and_says_nothing_but_itself() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let founder = cast.founder();
        let card = "picture?kind=birthday&member=3&size=wide";
        let plain = paper(&house, founder, card).await;
        let version = put(&house, founder, &drawn()).await.ok()["logo"].clone();
        assert!(plain != paper(&house, founder, card).await);
        let address = format!("/api/posters/logo/{version}");
        let kept = house.get(cast.member(), &address).await.bytes;
        assert!(kept.starts_with(PNG));
        assert!(!kept.windows(8).any(|part| part == b"CHENJING"));
        let kept = image::load_from_memory(&kept).unwrap().to_rgba8();
        assert_eq!(kept.dimensions(), (640, 480));
        assert_eq!(kept.get_pixel(0, 0).0[3], 0, "what is transparent stays so");
        // The next has another address; what is no picture changes nothing.
        put(&house, founder, b"no picture")
            .await
            .refused("PhotoNoPicture");
        let next = put(&house, founder, &drawn()).await.ok()["logo"].clone();
        assert_ne!(next, version);
        assert_eq!(house.get(founder, &address).await.refused().0, 404);
        put(&house, cast.leader(), &drawn())
            .await
            .refused("NotYours");
        let logo = "/api/posters/logo";
        house
            .ask(Some(founder), Method::DELETE, logo, None)
            .await
            .ok();
        assert!(plain == paper(&house, founder, card).await);
    })
    .await;
}
