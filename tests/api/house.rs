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

#[tokio::test]
async fn what_no_route_answers_is_said_in_words() {
    on_both(async |house| {
        let asked = [
            (http::Method::GET, "/api/nowhere"),
            (http::Method::DELETE, "/api/me"),
        ];
        for (method, path) in asked {
            let answer = house.ask(None, method.clone(), path, None).await;
            assert_eq!(
                answer.refused(),
                (404, "NoSuchRoute".to_owned()),
                "{method} {path}"
            );
        }
    })
    .await;
}

/// The page's client is generated from the description, which fails at a name that leads nowhere. The
/// mend: `#[param(inline)]` on an enum among a query's fields, or the schema in a body somewhere.
#[test]
fn every_name_in_the_description_leads_somewhere() {
    let description = api::App::openapi();
    let text = description.to_string();
    let lost: std::collections::BTreeSet<&str> = text
        .split("#/components/schemas/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| description["components"]["schemas"].get(name).is_none())
        .collect();
    assert!(lost.is_empty(), "no schema for {lost:?}");
}
