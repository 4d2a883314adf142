//! A member's photo: who sets it, who sees it, what is kept of it, and that it goes for good.

use crate::contest::{publish, ranking};
use crate::facts::sales_at;
use http::{Method, StatusCode, header};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use rules::Moment;
use rules::team::Settings;
use rules::team::setting::BoardNames;
use serde_json::{Value, json};
use std::io::Cursor;
use tests::person::{Person, Told};
use tests::stage::NOW;
use tests::{Cast, House, on_both};

/// A picture as a phone writes it: taken at a place that is nobody's business.
fn selfie() -> Vec<u8> {
    let picture = RgbImage::from_fn(800, 600, |x, y| Rgb([x as u8, y as u8, 90]));
    let mut jpeg = Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut jpeg, ImageFormat::Jpeg)
        .unwrap();
    let jpeg = jpeg.into_inner();
    let exif = b"Exif\0\0II*\0\x08\0\0\0\0\0 GPSLatitude 31.2304 PHONE-OF-CHENJING";
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], b"\xff\xe1", &length, exif, &jpeg[2..]].concat()
}

fn person(house: &House, token: &str) -> Person {
    house.stranger().with_token(token)
}

async fn put(house: &House, token: &str, member: i64, name: &str, bytes: &[u8]) -> Told {
    let head = format!(
        "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--cut--\r\n"].concat();
    let path = format!("/api/members/{member}/photo");
    let kind = Some("multipart/form-data; boundary=cut");
    person(house, token)
        .send(Method::PUT, &path, body.into(), kind)
        .await
}

/// Sets a member's photo as the founder and answers its address.
async fn set(house: &House, cast: &Cast, member: i64) -> String {
    let photo = put(house, cast.founder(), member, "我.jpg", &selfie()).await;
    format!("/api/members/{member}/photo/{}", photo.ok()["version"])
}

async fn who(house: &House, token: &str) -> Vec<i64> {
    let photos = house.get(token, "/api/photos").await.ok();
    let ids = photos.as_array().unwrap().iter();
    ids.map(|photo| photo["member_id"].as_i64().unwrap())
        .collect()
}

#[tokio::test]
async fn a_photo_is_set_by_its_member_or_the_founder_and_nobody_else() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        // 陈静 herself, her leader, the founder; nobody there.
        for (who, whom, code) in [
            (3, 3, ""),
            (2, 3, "NotYours"),
            (3, 6, "NotYours"),
            (1, 3, ""),
        ] {
            let told = put(&house, cast.token(who), whom, "我.jpg", &selfie()).await;
            match code {
                "" => drop(told.ok()),
                code => drop(told.refused(code)),
            }
        }
        let nobody = put(&house, cast.founder(), 99, "我.jpg", &selfie()).await;
        nobody.refused("NoSuchMember");
        let mut leader = person(&house, cast.leader());
        leader
            .delete("/api/members/3/photo")
            .await
            .refused("NotYours");
        let record = house
            .get(cast.founder(), "/api/record?kind=photo")
            .await
            .ok();
        let rows = record["rows"].as_array().unwrap().iter();
        let said: Vec<_> = rows
            .map(|row| json!([row["by"], row["subject"], row["before"], row["after"]]))
            .collect();
        assert_eq!(
            said,
            [
                json!(["王晓燕", "陈静", "photo_before", "photo_now"]),
                json!(["陈静", "陈静", null, "photo_now"]),
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_face_is_seen_by_those_who_see_the_name() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        // 陈静 agreed to be named on boards, 郑洁 did not; both stand under 李丽华.
        let (named, hidden) = (set(&house, &cast, 3).await, set(&house, &cast, 6).await);
        for (reader, seen) in [
            (1, &[3, 6][..]),
            (2, &[3, 6]),
            (6, &[3, 6]),
            (3, &[3]),
            (5, &[3]),
        ] {
            let token = cast.token(reader);
            assert_eq!(who(&house, token).await, seen, "{reader}");
            for (member, path) in [(3, &named), (6, &hidden)] {
                let told = person(&house, token).get(path).await;
                if seen.contains(&member) {
                    assert_eq!(told.headers[header::CONTENT_TYPE], "image/jpeg");
                } else {
                    told.refused("NoSuchPhoto");
                }
            }
        }
        house.stranger().get(&named).await.refused("SignInFirst");
    })
    .await;
}

#[tokio::test]
async fn where_names_are_hidden_faces_are() {
    on_both(async |house| {
        let settings = Settings {
            board_names: BoardNames::OwnRankOnly,
            ..Settings::default()
        };
        let cast = Cast::enter_with(&house, &settings).await;
        let path = set(&house, &cast, 3).await;
        assert_eq!(who(&house, cast.token(5)).await, [0; 0]);
        person(&house, cast.token(5))
            .get(&path)
            .await
            .refused("NoSuchPhoto");
        assert_eq!(who(&house, cast.token(3)).await, [3]);
    })
    .await;
}

#[tokio::test]
async fn a_browser_keeps_a_photo_for_good_and_where_it_was_taken_is_not_in_it() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let first = set(&house, &cast, 3).await;
        let told = person(&house, cast.member()).get(&first).await;
        let kept = &told.headers[header::CACHE_CONTROL];
        assert_eq!(kept, "private, max-age=31536000, immutable");
        let tag = told.headers[header::ETAG].to_str().unwrap().to_owned();
        let again = person(&house, cast.member())
            .with_header("if-none-match", tag)
            .get(&first)
            .await;
        assert_eq!(
            (again.status, again.bytes.len()),
            (StatusCode::NOT_MODIFIED, 0)
        );
        let picture = image::load_from_memory_with_format(&told.bytes, ImageFormat::Jpeg).unwrap();
        assert_eq!((picture.width(), picture.height()), (512, 512));
        for trace in [&b"Exif"[..], b"GPS", b"PHONE"] {
            assert!(!told.bytes.windows(trace.len()).any(|part| part == trace));
        }
        // Another photo has another address, and the one before leads nowhere.
        let second = set(&house, &cast, 3).await;
        assert_ne!(first, second);
        let gone = person(&house, cast.member()).get(&first).await;
        gone.refused("NoSuchPhoto");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_no_photo_is_refused_with_its_words() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let heavy = vec![0; (8 << 20) + 1];
        let refusals: [(&str, &[u8], &str, [&str; 2]); 4] = [
            (
                "名单.csv",
                "姓名".as_bytes(),
                "PhotoNoPicture",
                ["名单.csv", "JPEG、PNG 或 WebP"],
            ),
            (
                "a.heic",
                b"\0\0\0\x18ftypheic\0\0\0\0",
                "PhotoKind",
                ["a.heic", "HEIC"],
            ),
            (
                "b.png",
                b"\x89PNG\r\n\x1a\n....",
                "PhotoDamaged",
                ["b.png", "PNG"],
            ),
            ("c.jpg", &heavy, "PhotoTooHeavy", ["8.1 MB", "最大 8 MB"]),
        ];
        for (name, bytes, code, said) in refusals {
            let problem = put(&house, cast.member(), 3, name, bytes)
                .await
                .refused(code);
            let words = problem["words"].as_str().unwrap();
            assert!(said.iter().all(|part| words.contains(part)), "{words}");
        }
        let mut wide = Cursor::new(Vec::new());
        let strip = DynamicImage::from(RgbImage::new(8_001, 1));
        strip.write_to(&mut wide, ImageFormat::Png).unwrap();
        let problem = put(&house, cast.member(), 3, "d.png", wide.get_ref()).await;
        let words = problem.refused("PhotoTooLarge")["words"].to_string();
        assert!(
            words.contains("8001×1") && words.contains("8000×8000"),
            "{words}"
        );
        let mut member = person(&house, cast.member());
        let nothing = member.put("/api/members/3/photo", json!({})).await;
        nothing.refused("PhotoMissing");
        assert_eq!(who(&house, cast.founder()).await, [0; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_removed_photo_and_that_of_an_erased_person_are_gone() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let (removed, erased) = (set(&house, &cast, 3).await, set(&house, &cast, 6).await);
        let bytes = person(&house, cast.founder()).get(&removed).await.bytes;
        let mut member = person(&house, cast.member());
        member.delete("/api/members/3/photo").await.ok();
        member.delete("/api/members/3/photo").await.ok();
        member.get(&removed).await.refused("NoSuchPhoto");
        assert_eq!(who(&house, cast.founder()).await, [6]);

        let leaving = json!({"last_day": "2026-11-22", "reason": "回老家"});
        for (act, wish) in [
            ("leaving", leaving),
            ("erasure", json!({"reason": "本人要求"})),
        ] {
            let path = format!("/api/members/6/{act}");
            house.post(cast.founder(), &path, wish).await.ok();
        }
        let founder = person(&house, cast.founder());
        founder.get(&erased).await.refused("NoSuchPhoto");
        let again = put(&house, cast.founder(), 6, "我.jpg", &selfie()).await;
        again.refused("MemberIsErased");

        // Not in what is left of the file, either: a picture is a person's.
        if house.app.db.file().is_some() {
            let part = &bytes[bytes.len() / 2..][..64];
            house.app.stop().await;
            let file = std::fs::read(house.address()).unwrap();
            assert!(!file.windows(part.len()).any(|window| window == part));
        }
    })
    .await;
}

#[tokio::test]
async fn a_wall_shows_the_faces_of_those_it_names() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let lately = Moment(NOW.0 - 60_000);
        let lines = [(3, lately, 30_000), (5, lately, 20_000)];
        sales_at(&house, &cast, 1, &lines).await;
        let path = publish(&house, cast.founder(), &ranking()).await;
        let walls = format!("{path}/walls");
        let made = house.post(cast.founder(), &walls, json!({})).await.ok();
        let wall = format!("/api{}", made["path"].as_str().unwrap()).replace("wall", "walls");
        let mut versions = Vec::new();
        // 陈静 is named on the wall, 吴芳 stands there unnamed, 李丽华 does not stand there.
        for member in [3, 5, 2] {
            let photo = put(&house, cast.founder(), member, "我.jpg", &selfie())
                .await
                .ok();
            versions.push((member, photo["version"].clone()));
        }
        let screen = house.stranger().get(&wall).await.ok();
        let [(_, version), ..] = &versions[..] else {
            unreachable!()
        };
        assert_eq!(
            screen["photos"],
            json!([{"member_id": 3, "version": version}])
        );
        for (member, version) in versions {
            let told = house
                .stranger()
                .get(&format!("{wall}/photo/{member}/{version}"))
                .await;
            if member == 3 {
                assert_eq!(told.headers[header::CONTENT_TYPE], "image/jpeg");
            } else {
                told.refused("NoSuchPhoto");
            }
        }
        let elsewhere = house.stranger().get("/api/walls/nowhere/photo/3/1").await;
        elsewhere.refused("NotFound");
        let ids: Vec<&Value> = screen["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| &row["member_id"])
            .collect();
        assert_eq!(ids, [&json!(3), &Value::Null]);
    })
    .await;
}
