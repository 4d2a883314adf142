//! Settings and their versions.

use serde_json::json;
use tests::{Cast, on_both};

#[tokio::test]
async fn a_change_of_settings_is_a_version_with_a_reason() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut founder = house.stranger().with_token(cast.founder());
        let mut settings = founder.get("/api/me").await.ok()["settings"].clone();
        settings["return_days"] = json!(15);
        let change = |reason: &str| json!({ "settings": settings, "reason": reason });
        founder
            .put("/api/settings", change(""))
            .await
            .refused("EmptyField");
        founder
            .put("/api/settings", change("双11 退货期延长"))
            .await
            .ok();
        assert_eq!(
            house
                .app
                .settings(cast.team)
                .await
                .expect("settings")
                .return_days,
            15
        );
        let row = &founder.get("/api/record?kind=setting").await.ok()["rows"][0];
        assert_eq!(
            (&row["before"]["return_days"], &row["after"]["return_days"]),
            (&json!(7), &json!(15))
        );
        let mut wild = settings.clone();
        wild["day_shift_minutes"] = json!(9999);
        let refused = founder
            .put(
                "/api/settings",
                json!({ "settings": wild, "reason": "试试" }),
            )
            .await;
        assert_eq!(
            refused.refused("SettingsOutOfBounds")["places"][0]["column"],
            "day_shift_minutes"
        );
    })
    .await;
}
