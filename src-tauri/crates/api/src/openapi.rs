//! The API's description, with what each route shows or makes stale.

use crate::app::App;
use crate::error::Problem;
use crate::routes::{Effect, ROUTES};
use axum::Json;
use serde_json::{Value, json};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[derive(OpenApi)]
#[openapi(
    info(title = "Hongbang 红榜", description = "The books of a reseller team."),
    components(schemas(Problem))
)]
struct Description;

/// All nouns' routes with their descriptions.
pub(crate) fn all() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(openapi))
        .routes(routes!(crate::live::live))
        .merge(crate::start::router())
        .merge(crate::demo::router())
        .merge(crate::access::router())
        .merge(crate::setting::router())
        .merge(crate::record::router())
        .merge(crate::backup::router())
        .merge(crate::team::router())
        .merge(crate::sale::router())
        .merge(crate::points::router())
        .merge(crate::leaderboard::router())
        .merge(crate::contest::router())
        .merge(crate::poster::router())
        .merge(crate::prize::router())
        .merge(crate::honour::router())
        .merge(crate::outbox::router())
        .merge(crate::home::router())
}

/// The description as JSON, each operation with `x-provides` or `x-stale` and the common failure.
pub fn description() -> Value {
    let mut value = serde_json::to_value(all().into_openapi()).unwrap_or_default();
    for route in ROUTES.iter() {
        let method = route.method.as_str().to_ascii_lowercase();
        let operation = &mut value["paths"][route.path][method];
        if !operation.is_object() {
            continue;
        }
        match route.effect {
            Effect::Shows(tags) => operation["x-provides"] = json!(tags),
            Effect::Stales(tags) => operation["x-stale"] = json!(tags),
        }
        operation["responses"]["default"] = json!({
            "description": "A refusal, in the caller's language.",
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
        });
    }
    value
}

/// The API's description (OpenAPI 3.1).
#[utoipa::path(get, path = "/api/openapi.json", operation_id = "openapi", responses((status = 200, description = "OpenAPI 3.1", body = Object)))]
async fn openapi() -> Json<Value> {
    Json(description())
}
