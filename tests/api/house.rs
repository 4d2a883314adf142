//! What holds for every noun.

use store::dialect::{STATEMENTS, prepare};
use tests::on_both;

#[tokio::test]
async fn every_statement_prepares_on_both_databases() {
    on_both(async |house| {
        let mut conn = house.app.db.read().await.unwrap();
        let mut broken = Vec::new();
        for text in STATEMENTS {
            if let Err(error) = prepare(&mut conn, text).await {
                broken.push(format!("{error}\n{text}"));
                // A failed statement ends a PostgreSQL transaction.
                conn = house.app.db.read().await.unwrap();
            }
        }
        assert!(broken.is_empty(), "{}", broken.join("\n\n"));
    })
    .await;
}
