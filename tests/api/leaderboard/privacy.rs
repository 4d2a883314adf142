//! Names and amounts follow the team's settings and the member's consent.

use super::said;
use crate::facts::sales;
use rules::team::Settings;
use rules::team::setting::{BoardAmounts, BoardNames};
use serde_json::Value;
use tests::{Cast, on_both};

const SOLD: [(i64, i64, i64); 3] = [(3, 1, 50_000), (5, 1, 30_000), (6, 1, 20_000)];

#[tokio::test]
async fn a_member_sees_names_by_consent_and_their_own() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(
            &house,
            &cast,
            1,
            &[(3, 1, 50_000), (5, 1, 30_000), (6, 1, 20_000)],
        )
        .await;
        let member = house.get(cast.member(), "/api/board").await.ok();
        assert_eq!(said(&member), ["1 陈静 50000", "2 - null", "3 - null"]);
        let leader = house.get(cast.leader(), "/api/board").await.ok();
        assert_eq!(said(&leader), ["1 陈静 50000", "2 - null", "3 郑洁 20000"]);
        let own = house.get(cast.token(5), "/api/board").await.ok();
        assert_eq!(said(&own), ["1 陈静 50000", "2 吴芳 30000", "3 - null"]);
        // 郑洁 may not know what 吴芳 has; 吴芳 may know what 陈静 has, but not 郑洁.
        let behind = house.get(cast.token(6), "/api/board/around").await.ok();
        assert_eq!(
            (&behind["rounded"], &behind["gap"]["more_to_pass"]),
            (&Value::Bool(true), &Value::from(20_000))
        );
        let between = house.get(cast.token(5), "/api/board/around").await.ok();
        assert_eq!(
            (&between["rounded"], &between["gap"]["more_to_pass"]),
            (&Value::Bool(false), &Value::from(20_001))
        );
        assert_eq!(between["lead"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn hidden_amounts_hide_the_distances_too() {
    on_both(async |house| {
        let settings = Settings {
            board_amounts: BoardAmounts::Hidden,
            ..Settings::default()
        };
        let cast = Cast::enter_with(&house, &settings).await;
        sales(&house, &cast, 1, &SOLD).await;
        let board = house.get(cast.member(), "/api/board").await.ok();
        assert_eq!(said(&board), ["1 陈静 50000", "2 - null", "3 - null"]);
        let around = house.get(cast.token(6), "/api/board/around").await.ok();
        assert_eq!(around["gap"]["more"], 10_000, "10 000 is round already");
        assert_eq!(around["gap"]["more_to_pass"], 20_000, "10 001 rounded up");
        assert_eq!(
            (&around["rounded"], &around["lead"]),
            (&Value::Bool(true), &Value::Null)
        );
        let why = house.get(cast.token(6), "/api/board/why").await.ok();
        assert_eq!(
            (&why["gap"]["more"], &why["rounded"], &why["lead"]),
            (&Value::from(10_000), &Value::Bool(true), &Value::Null)
        );
        let founder = house.get(cast.founder(), "/api/board").await.ok();
        assert_eq!(said(&founder)[2], "3 郑洁 20000");
    })
    .await;
}

#[tokio::test]
async fn own_rank_only_shows_nobody_else() {
    on_both(async |house| {
        let settings = Settings {
            board_names: BoardNames::OwnRankOnly,
            ..Settings::default()
        };
        let cast = Cast::enter_with(&house, &settings).await;
        sales(&house, &cast, 1, &SOLD).await;
        let board = house.get(cast.token(5), "/api/board").await.ok();
        assert_eq!(
            (said(&board), &board["count"]),
            (vec!["2 吴芳 30000".to_owned()], &Value::from(3))
        );
        let leader = house.get(cast.leader(), "/api/board").await.ok();
        assert_eq!(said(&leader), ["1 陈静 50000", "3 郑洁 20000"]);
    })
    .await;
}

#[tokio::test]
async fn the_lower_half_may_stay_unnamed() {
    on_both(async |house| {
        let settings = Settings {
            lower_half_named: false,
            ..Settings::default()
        };
        let cast = Cast::enter_with(&house, &settings).await;
        let sold = [(2, 1, 50_000), (4, 1, 30_000), (3, 1, 20_000)];
        sales(&house, &cast, 1, &sold).await;
        let board = house.get(cast.token(6), "/api/board").await.ok();
        assert_eq!(
            said(&board),
            ["1 李丽华 50000", "2 周敏 30000", "3 - 20000"]
        );
        assert_eq!(board["rows"][2]["member_id"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_kept_answer_never_goes_to_another_reader() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(&house, &cast, 1, &[(2, 1, 50_000), (6, 1, 20_000)]).await;
        // 陈静 is not on it, so her answer is kept; 郑洁 must find her own name, 王晓燕 all.
        for (reader, second) in [
            (3, "2 - null"),
            (6, "2 郑洁 20000"),
            (3, "2 - null"),
            (1, "2 郑洁 20000"),
        ] {
            let board = house.get(cast.token(reader), "/api/board").await.ok();
            assert_eq!(said(&board)[1], second, "as {reader}");
            assert_eq!(board["rows"][1]["mine"], reader == 6);
        }
    })
    .await;
}

#[tokio::test]
async fn a_branch_of_one_tells_nobody_elses_score() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(&house, &cast, 1, &SOLD).await;
        for path in ["/api/board", "/api/board/around", "/api/board/why"] {
            let others = format!("{path}?branch=5");
            let refused = house.get(cast.member(), &others).await.refused();
            assert_eq!((refused.0, refused.1.as_str()), (403, "NotYours"));
            house.get(cast.token(5), &others).await.ok();
            house.get(cast.founder(), &others).await.ok();
        }
    })
    .await;
}
