//! Boards: places, neighbours, gaps, scopes, privacy, and that memory agrees with the books.

use rules::Moment;
use serde_json::Value;
use store::dialect::Cell::{Int, MaybeInt, Text};
use tests::stage::NOW;
use tests::{Cast, House, on_both};

/// One order line each: member, days before now, fen.
async fn sales(house: &House, cast: &Cast, first: i64, lines: &[(i64, i64, i64)]) {
    let rows: Vec<_> = (first..)
        .zip(lines)
        .map(|(id, (member, days, fen))| {
            let at = NOW.plus_days(-days);
            (id, format!("A{id}"), *member, at, *fen)
        })
        .collect();
    sale_rows(house, cast, &rows).await;
}

async fn sale_rows(house: &House, cast: &Cast, rows: &[(i64, String, i64, Moment, i64)]) {
    let columns = [
        "team_id",
        "id",
        "import_id",
        "shop",
        "order_no",
        "line_no",
        "item",
        "state",
        "amount_fen",
        "quantity",
        "buyer_key",
        "member_id",
        "at",
        "fen",
        "orders",
        "pieces",
        "recorded_at",
    ];
    house
        .rows(
            "sale",
            columns,
            rows.iter().map(|(id, order, member, at, fen)| {
                [
                    Int(cast.team.0),
                    Int(*id),
                    Int(1),
                    Text("抖店"),
                    Text(order),
                    Text("1"),
                    Text("面霜"),
                    Text("paid"),
                    Int(*fen),
                    Int(1),
                    MaybeInt(Some(id % 7)),
                    Int(*member),
                    Int(at.0),
                    Int(*fen),
                    Int(1),
                    Int(1),
                    Int(NOW.0),
                ]
            }),
        )
        .await;
    house.app.tell(cast.team, &[api::routes::Tag::Sale]);
}

/// A board in words: place, name or -, score.
fn said(board: &Value) -> Vec<String> {
    board["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let name = row["name"].as_str().unwrap_or("-");
            format!(
                "{}{} {name} {}",
                row["place"],
                if row["tied"] == true { "=" } else { "" },
                row["score"]
            )
        })
        .collect()
}

#[tokio::test]
async fn equal_scores_share_the_place() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(
            &house,
            &cast,
            1,
            &[
                (3, 1, 50_000),
                (5, 1, 30_000),
                (6, 2, 50_000),
                (2, 0, 10_000),
            ],
        )
        .await;
        let board = house.get(cast.founder(), "/api/board").await.ok();
        assert_eq!(
            said(&board),
            [
                "1= 陈静 50000",
                "1= 郑洁 50000",
                "3 吴芳 30000",
                "4 李丽华 10000"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_sale_recorded_later_moves_the_board() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(&house, &cast, 1, &[(3, 1, 50_000), (5, 1, 30_000)]).await;
        let before = house.get(cast.founder(), "/api/board").await.ok();
        assert_eq!(said(&before), ["1 陈静 50000", "2 吴芳 30000"]);
        sales(&house, &cast, 3, &[(5, 0, 30_000), (5, 40, 99_000)]).await;
        let after = house.get(cast.founder(), "/api/board").await.ok();
        assert_eq!(said(&after), ["1 吴芳 60000", "2 陈静 50000"]);
    })
    .await;
}

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
        assert_eq!(said(&member), ["1 陈静 50000", "2 - 30000", "3 - 20000"]);
        let leader = house.get(cast.leader(), "/api/board").await.ok();
        assert_eq!(said(&leader), ["1 陈静 50000", "2 - 30000", "3 郑洁 20000"]);
        let own = house.get(cast.token(5), "/api/board").await.ok();
        assert_eq!(said(&own), ["1 陈静 50000", "2 吴芳 30000", "3 - 20000"]);
    })
    .await;
}

#[tokio::test]
async fn the_gap_and_the_neighbours_are_told() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(
            &house,
            &cast,
            1,
            &[(3, 1, 50_000), (2, 1, 80_000), (6, 1, 20_000)],
        )
        .await;
        let around = house.get(cast.member(), "/api/board/around").await.ok();
        assert_eq!(
            said(&around),
            ["1 李丽华 80000", "2 陈静 50000", "3 - 20000"]
        );
        assert_eq!(
            around["gap"],
            serde_json::json!({"place": 1, "more": 30_000, "more_to_pass": 30_001})
        );
        assert_eq!(around["lead"], 30_000);
        let nobody = house.get(cast.token(5), "/api/board/around").await.ok();
        assert_eq!(nobody["me"], Value::Null);
        assert_eq!(nobody["gap"]["place"], 3);
        assert_eq!(nobody["gap"]["more"], 20_000);
        let other = house
            .get(cast.member(), "/api/board/around?member=5")
            .await
            .refused();
        assert_eq!(other, (403, "NotYours".into()));
    })
    .await;
}
