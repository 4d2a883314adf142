//! Posters and papers follow from the books, show what may be shown, and say when they are not final.

mod style;

use super::contest::{HOUR, act, publish, ranking};
use crate::facts::sales;
use serde_json::json;
use tests::{Cast, House, on_both};

const PNG: &[u8] = b"\x89PNG\r\n";

async fn paper(house: &House, token: &str, asked: &str) -> Vec<u8> {
    let path = format!("/api/posters/{asked}");
    let answer = house.get(token, &path).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.json);
    answer.bytes
}

#[tokio::test]
async fn a_contest_is_printed_as_everybody_may_see_it() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let founder = cast.founder();
        let path = publish(&house, founder, &ranking()).await;
        sales(&house, &cast, 1, &[(3, 0, 50_000), (5, 0, 30_000)]).await;
        let of = |kind: &str| format!("picture?kind={kind}&contest=1&entrant=3&size=wide");
        for kind in ["win", "board", "certificate", "contest"] {
            assert!(
                paper(&house, cast.member(), &of(kind))
                    .await
                    .starts_with(PNG)
            );
        }
        // Behind the freeze nothing moves, whoever asks.
        house.app.clock.advance_ms(HOUR / 2);
        let before = paper(&house, founder, &of("board")).await;
        let won = paper(&house, founder, &of("win")).await;
        sales(&house, &cast, 11, &[(6, 0, 90_000), (3, 0, 10_000)]).await;
        assert!(before == paper(&house, founder, &of("board")).await);
        assert!(won == paper(&house, founder, &of("win")).await);
        // Before it is final there is nothing to give out; then a page for each who won.
        let all = "/api/posters/paper?kind=certificates&contest=1&size=a4";
        let no = house.get(founder, all).await.refused();
        assert_eq!(no, (409, "PosterNobodyWon".to_owned()));
        house.app.clock.advance_ms(HOUR);
        for step in ["reveal", "announce"] {
            act(&house, founder, &path, step).await.ok();
        }
        let draft = paper(&house, founder, &of("win")).await;
        house.app.clock.advance_ms(25 * HOUR);
        act(&house, founder, &path, "finish").await.ok();
        let settled = paper(&house, founder, &of("win")).await;
        assert!(draft != settled, "the mark that it is not final is gone");
        let pdf = house.get(founder, &format!("{all}&ticket=a")).await;
        assert!(pdf.bytes.starts_with(b"%PDF-"));
        // A run that is over is nobody's.
        let run = house.get(founder, "/api/posters/runs/a").await.ok();
        assert_eq!(run, json!({"begun": 0, "of": 0}));
    })
    .await;
}

#[tokio::test]
async fn nobody_is_put_on_a_poster_without_their_consent() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let founder = cast.founder();
        publish(&house, founder, &ranking()).await;
        // 郑洁 has not agreed to be named.
        sales(&house, &cast, 1, &[(6, 0, 50_000)]).await;
        let of = |kind: &str| format!("/api/posters/picture?kind={kind}&contest=1&entrant=6");
        let no = house.get(founder, &of("win")).await.refused();
        assert_eq!(no, (409, "PosterUnnamed".to_owned()));
        // Her own certificate is hers, and of whom runs it; not a colleague's to make.
        assert!(
            house
                .get(founder, &of("certificate"))
                .await
                .status
                .is_success()
        );
        let no = house.get(cast.token(3), &of("certificate")).await.refused();
        assert_eq!(no.1, "PosterUnnamed");
        let lacking = "/api/posters/picture?kind=win&contest=1";
        assert_eq!(
            house.get(founder, lacking).await.refused().1,
            "PosterOfWhat"
        );
        let gone = "/api/posters/picture?kind=win&contest=1&entrant=999";
        assert_eq!(house.get(founder, gone).await.refused().0, 404);
    })
    .await;
}

#[tokio::test]
async fn a_month_is_printed_for_its_member_and_who_leads_them() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let founder = cast.founder();
        let grant = json!({"member_id": 3, "points": 120, "reason": "培训", "request": "a"});
        house.post(founder, "/api/points/grants", grant).await.ok();
        let of = "picture?kind=statement&member=3&size=a4&lang=en";
        for token in [founder, cast.token(3)] {
            assert!(paper(&house, token, of).await.starts_with(PNG));
        }
        let path = format!("/api/posters/{of}");
        assert_eq!(house.get(cast.token(5), &path).await.refused().0, 404);
        let card = "picture?kind=birthday&member=3";
        assert!(paper(&house, founder, card).await.starts_with(PNG));
    })
    .await;
}
