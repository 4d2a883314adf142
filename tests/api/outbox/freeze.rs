//! What is frozen does not leak into a group (DOMAIN law 11).

use super::{HOUR, MINUTE, Story, WECOM, everything};
use crate::contest::{publish, ranking};
use crate::facts::sales;
use serde_json::json;
use tests::House;

/// Everything a group is told until just before the end, with these sales during the freeze.
async fn told_with(house: House, late: &[(i64, i64, i64)]) -> Vec<String> {
    let story = Story::on(house).await;
    let mut plan = everything();
    plan["board_at"] = json!(10 * 60 + 50);
    story.connect("群", WECOM, plan).await;
    publish(&story.house, story.cast.founder(), &ranking()).await;
    sales(
        &story.house,
        &story.cast,
        1,
        &[(3, 0, 50_000), (2, 0, 60_000)],
    )
    .await;
    let mut told = story.told().await;
    story.at(20 * MINUTE);
    sales(&story.house, &story.cast, 5, &[(3, 0, 20_000)]).await;
    told.extend(story.told().await);
    story.at(HOUR / 2);
    told.extend(story.told().await);
    story.at(HOUR / 2 + 5 * MINUTE);
    sales(&story.house, &story.cast, 10, late).await;
    for minute in 35..60 {
        story.at(minute * MINUTE);
        told.extend(story.told().await);
    }
    told
}

#[tokio::test]
async fn during_a_freeze_groups_are_told_what_they_would_be_without_the_later_sales() {
    let late = [(4, 0, 990_000), (2, 0, 80_000)];
    let quiet = told_with(House::sqlite().await, &[]).await;
    assert_eq!(
        quiet.len(),
        4,
        "published, overtaken, frozen, the board: {quiet:?}"
    );
    assert!(quiet[3].contains("封榜中"), "{}", quiet[3]);
    assert_eq!(told_with(House::sqlite().await, &late).await, quiet);
    if let Some(house) = House::postgres().await {
        assert_eq!(told_with(house, &late).await, quiet);
    }
}
