//! What anyone can check a draw by: the facts as they were hashed, and a page that needs nothing else.

use super::{Drawn, Looker, drawn, no_draw};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Language, Path};
use axum::extract::State;
use axum::response::Response;
use rules::prize::draw::pick::{roster_text, winners};
use rules::{DrawId, Lang, Words};
use serde::Serialize;
use std::collections::BTreeMap;
use store::prize::draw::{Commitment, Draw};
use utoipa::ToSchema;

/// A page that computes a draw again in any browser, without a network. Its proof stands in the place
/// of `"PROOF"`.
const VERIFIER: &str = include_str!("verifier.html");

/// A winner as the books have it, to be held against what is computed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DrawProofWinner)]
pub(in super::super) struct Claimed {
    number: i64,
    ticket: i64,
    /// What, by its place in the rule.
    prize: usize,
}

/// All that a draw is computed from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DrawProof)]
pub(in super::super) struct Proof {
    /// 32 bytes as hexadecimal digits.
    seed: String,
    /// One line each: `first-last code`.
    roster: String,
    /// JSON, as it was hashed.
    rule: String,
    /// What was mixed in; empty when nothing was.
    public: String,
    /// Numbers of winners who were absent.
    absent: Vec<i64>,
    /// What was published before.
    roster_hash: String,
    rule_hash: String,
    seed_hash: String,
    /// What the books say came out.
    winners: Vec<Claimed>,
    /// Winners' names by their code, as the caller may see them.
    names: BTreeMap<String, String>,
}

async fn found(app: &App, caller: Caller, id: i64) -> Result<(Looker, Draw, Commitment, Drawn)> {
    let looker = Looker::of(app, caller).await?;
    let mut conn = app.db.read().await?;
    let id = DrawId(id);
    let Some(draw) = store::prize::draw::draw(&mut conn, caller.team, id).await? else {
        return refuse(no_draw());
    };
    let fixed = store::prize::draw::commitment(&mut conn, caller.team, id).await?;
    let (_, drawn) = drawn(&mut conn, caller, &draw, fixed.as_ref()).await?;
    match (fixed, drawn) {
        (Some(fixed), Some(drawn)) if looker.sees(&draw, Some(&fixed)) => {
            Ok((looker, draw, fixed, drawn))
        }
        _ => refuse(no_draw()),
    }
}

fn proof(looker: &Looker, fixed: Commitment, drawn: Drawn) -> Proof {
    let won = winners(&drawn.lots);
    let names = won.iter().filter_map(|winner| {
        let held = fixed.roster.iter().find(|t| t.member == winner.member)?;
        Some((held.code.clone(), looker.name(winner.member)?))
    });
    let names = names.collect();
    Proof {
        names,
        winners: won
            .iter()
            .map(|winner| Claimed {
                number: winner.number,
                ticket: winner.ticket,
                prize: winner.prize,
            })
            .collect(),
        seed: fixed.seed.hex(),
        roster: roster_text(&fixed.roster),
        rule: fixed.rule,
        public: drawn.public,
        absent: drawn.absent,
        roster_hash: fixed.roster_hash,
        rule_hash: fixed.rule_hash,
        seed_hash: fixed.seed_hash,
    }
}

/// All that a draw is computed from, once it was drawn.
#[utoipa::path(get, path = "/api/draws/{id}/proof", operation_id = "draw_proof", params(("id" = i64, Path)), responses((status = 200, body = Proof)))]
pub(in super::super) async fn draw_proof(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<Proof>> {
    let (looker, _, fixed, drawn) = found(&app, caller, id).await?;
    Ok(axum::Json(proof(&looker, fixed, drawn)))
}

/// The page that computes a draw again in any browser, without a network.
#[utoipa::path(get, path = "/api/draws/{id}/verifier", operation_id = "draw_verifier", params(("id" = i64, Path)), responses((status = 200, content_type = "text/html", body = String)))]
pub(in super::super) async fn draw_verifier(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Language(lang): Language,
) -> Result<Response> {
    let (looker, draw, fixed, drawn) = found(&app, caller, id).await?;
    let proof = serde_json::json!({
        "lang": if lang == Lang::Zh { "zh" } else { "en" },
        "proof": proof(&looker, fixed, drawn),
    });
    // Inside a script nothing may look like its end.
    let proof = proof.to_string().replace('<', "\\u003c");
    let page = VERIFIER.replace("\"PROOF\"", &proof);
    let name = Words::new("核验抽奖", "verify-draw");
    let file = format!("{}-{}.html", name.say(lang), draw.plan.name);
    crate::download::html(page, &file)
}
