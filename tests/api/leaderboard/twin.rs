//! The boards in memory agree with the obvious SQL, whatever is recorded in whatever order.

use crate::facts::{entries, sales};
use store::on;
use tests::{Cast, House, on_both};

/// The board by the obvious statement.
async fn twin(house: &House, cast: &Cast, measure: &str) -> Vec<(i64, i64, i64)> {
    let (start, end) = (1_793_462_400_000_i64, 1_796_054_400_000_i64); // November 2026 in Shanghai
    let text = format!(
        "select member_id, score, rank() over (order by score desc) from (
           select member_id, cast(sum({measure}) as bigint) as score from journal
           where team_id = $1 and at >= $2 and at < $3 and member_id > 0 group by member_id having sum({measure}) > 0
         ) scores order by score desc, member_id"
    );
    let mut conn = house.app.db.read().await.unwrap();
    on!(conn, c => sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(cast.team.0).bind(start).bind(end).fetch_all(c).await.unwrap())
}

async fn in_memory(house: &House, cast: &Cast, measure: &str) -> Vec<(i64, i64, i64)> {
    let board = house
        .get(cast.founder(), &format!("/api/board?measure={measure}"))
        .await
        .ok();
    let rows = board["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let number = |field: &str| row[field].as_i64().unwrap();
        (number("member_id"), number("score"), number("place"))
    })
    .collect()
}

#[tokio::test]
async fn memory_is_the_sort_after_every_write() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut seed: i64 = 20_261_122;
        let mut chance = |below: i64| {
            seed = (seed * 1_103_515_245 + 12_345) % (1 << 31);
            (seed >> 8) % below
        };
        let (mut sale, mut entry) = (1, 1);
        for _ in 0..25 {
            let lines: Vec<_> = (0..=chance(6))
                .map(|_| (chance(7), chance(50), (1 + chance(5)) * 1_000))
                .collect();
            sales(&house, &cast, sale, &lines).await;
            // Half of them are refunded or taken over by someone else.
            for (id, (member, days, fen)) in (sale..).zip(&lines) {
                match chance(4) {
                    0 => {
                        entries(
                            &house,
                            &cast,
                            &[(entry, id, "refund", *member, *days, -fen, -1)],
                        )
                        .await;
                        entry += 1;
                    }
                    1 => {
                        let other = chance(7);
                        let rows = [
                            (entry, id, "match", *member, *days, -fen, -1),
                            (entry + 1, id, "match", other, *days, *fen, 1),
                        ];
                        entries(&house, &cast, &rows).await;
                        entry += 2;
                    }
                    _ => {}
                }
            }
            sale += lines.len() as i64;
            assert_eq!(
                in_memory(&house, &cast, "net_sales").await,
                twin(&house, &cast, "fen").await
            );
            assert_eq!(
                in_memory(&house, &cast, "orders").await,
                twin(&house, &cast, "orders").await
            );
        }
    })
    .await;
}
