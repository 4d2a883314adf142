//! Every route × every role on the live router, and the table against the router itself.

use api::routes::{ROUTES, Route};
use http::{Method, StatusCode};
use rules::access::{Permit, Role};
use std::collections::BTreeSet;
use tests::{Cast, House, on_both};

/// A path with numbers and names in its places.
fn address(route: &Route) -> String {
    route
        .path
        .split('/')
        .map(|part| {
            if part.starts_with('{') {
                "999999"
            } else {
                part
            }
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// Whether the guard let a request through to its handler.
async fn passes(house: &House, token: Option<&str>, route: &Route) -> bool {
    // The body fits no handler: what passes the guard is refused there and changes nothing.
    let body = (route.method != Method::GET).then(|| serde_json::json!(["no handler takes this"]));
    let answer = house
        .ask(token, route.method.clone(), &address(route), body)
        .await;
    let code = answer.json["code"].as_str().unwrap_or_default();
    !(answer.status == StatusCode::UNAUTHORIZED && code == "SignInFirst"
        || answer.status == StatusCode::FORBIDDEN && code == "NotYours")
}

#[tokio::test]
async fn every_route_admits_exactly_the_roles_of_the_table() {
    on_both(async |house| {
        for route in ROUTES.iter() {
            // What signs in or out, or never ends, has stories of its own.
            let is_apart = ["/api/live", "/api/start/demo", "/api/sign-out"].contains(&route.path)
                || (route.method == Method::DELETE && route.path == "/api/me/sessions");
            if is_apart {
                continue;
            }
            let cast = Cast::enter(&house).await;
            let callers = [
                (None, None),
                (Some(Role::Member), Some(cast.member())),
                (Some(Role::Leader), Some(cast.leader())),
                (Some(Role::Founder), Some(cast.founder())),
            ];
            for (role, token) in callers {
                let admitted = passes(&house, token, route).await;
                let expected = route.permit.admits(role);
                // A handler may refuse further with the same words, never less.
                let is_stricter = expected && !admitted && route.permit != Permit::Open;
                assert!(
                    admitted == expected || is_stricter,
                    "{} {} as {role:?}: the table says {expected}",
                    route.method,
                    route.path
                );
            }
        }
    })
    .await;
}

#[test]
fn the_table_and_the_router_name_the_same_routes() {
    let description = api::App::openapi();
    let routed: BTreeSet<String> = description["paths"]
        .as_object()
        .expect("paths")
        .iter()
        .flat_map(|(path, operations)| {
            let methods = operations.as_object().expect("operations").keys();
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let listed: BTreeSet<String> = ROUTES
        .iter()
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    let count = ROUTES.len();
    assert_eq!(listed.len(), count, "a route stands twice in the table");
    assert_eq!(routed, listed);
}
