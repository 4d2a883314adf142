//! The earning rules: all versions in plain words, the preview of a new one, its publication.

use super::changed::{PointsChange, changes, greatest_first};
use super::told::{RulesTold, told};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Language};
use axum::extract::State;
use chrono::NaiveDate;
use rules::points::Because;
use rules::points::grant::check_reason;
use rules::points::rule::EarningRulesWrong;
use rules::points::{Book, EarningRules, Version};
use rules::record::Kind;
use rules::team::{Roster, Settings};
use rules::{Lang, MemberId, Moment, Place, Refusal, RulesId, Words};
use serde::{Deserialize, Serialize};
use store::points::{Which, follow_sales};
use store::record::{Change, record};
use utoipa::ToSchema;

rules::refusals! {
    /// The new version says what the one in force says.
    RulesUnchanged {} 409,
    "新规则和那天起正在执行的规则一样，没有需要发布的改动。",
    "The new rules say what the rules in force say; there is nothing to publish.";

    /// What publishing changes is not what the person saw.
    RulesPreviewStale { sales: i64 } 409,
    "预览之后又有新的销售：现在会改变 {sales} 笔销售的积分，请重新预览后再发布。",
    "Sales came in since the preview: {sales} of them would change now. Preview again before publishing.";
}

/// A version, as everyone may read it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RulesVersion {
    id: RulesId,
    /// In force from then; none: from the beginning.
    from_at: Option<Moment>,
    /// In force until then; none: for good. The same as `from_at`: never, another took its place.
    until: Option<Moment>,
    /// The version that comes after it.
    after: Option<RulesId>,
    /// Whether it is in force now.
    in_force: bool,
    rules: EarningRules,
    /// What it says, a sentence a part.
    words: Vec<String>,
    /// SHA-256 of its text.
    hash: String,
    reason: String,
    /// Who published it; none: the house, when the team began.
    by: Option<String>,
    recorded_at: Moment,
    /// Whether the caller published it.
    is_own: bool,
    /// What publishing it changed at once; none of the first one.
    told: Option<RulesTold>,
}

/// All versions, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct RulesShown {
    versions: Vec<RulesVersion>,
    /// The number the next version will have.
    next: RulesId,
}

fn words(rules: &EarningRules, roster: &Roster, lang: Lang) -> Vec<String> {
    let tier = |id| {
        roster
            .tier(id)
            .map_or_else(String::new, |tier| tier.name.clone())
    };
    let said = rules.words(tier);
    said.iter()
        .map(|words| words.say(lang).to_owned())
        .collect()
}

fn shown(
    version: &Version,
    book: &Book,
    in_force: Option<RulesId>,
    roster: &Roster,
    lang: Lang,
) -> RulesVersion {
    RulesVersion {
        id: version.id,
        from_at: Some(version.from_at).filter(|at| *at > Moment::MIN),
        until: book
            .after(version.id)
            .map(|after| after.from_at)
            .filter(|at| *at > Moment::MIN),
        after: book.after(version.id).map(|after| after.id),
        in_force: in_force == Some(version.id),
        words: words(&version.rules, roster, lang),
        rules: version.rules.clone(),
        hash: version.hash.clone(),
        reason: version.reason.clone(),
        by: version.by.map(|by| roster.name(by).to_owned()),
        recorded_at: version.recorded_at,
        is_own: false,
        told: None,
    }
}

/// The earning rules of the team, with their history.
#[utoipa::path(get, path = "/api/points/rules", operation_id = "earning_rules", responses((status = 200, body = RulesShown)))]
pub async fn earning_rules(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
) -> Result<axum::Json<RulesShown>> {
    let roster = app.roster(caller.team).await?;
    let mut conn = app.db.read().await?;
    let book = store::points::rule::book(&mut conn, caller.team).await?;
    let in_force = book.at(app.clock.now()).map(|version| version.id);
    let last = book.versions().iter().map(|version| version.id.0).max();
    let mut told = told(&mut conn, &caller, &roster).await?;
    let newest_first = book.versions().iter().rev();
    Ok(axum::Json(RulesShown {
        versions: newest_first
            .map(|version| RulesVersion {
                is_own: version.by == Some(caller.member),
                told: (version.by).map(|_| told.remove(&version.id).unwrap_or_default()),
                ..shown(version, &book, in_force, &roster, lang)
            })
            .collect(),
        next: RulesId(last.unwrap_or(0) + 1),
    }))
}

/// A version that someone would publish.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RulesWish {
    rules: EarningRules,
    /// The first business day it holds; none: from now on.
    from: Option<NaiveDate>,
    /// Why; needed to publish, not to look.
    #[serde(default)]
    reason: String,
    /// How many sales change at once, as the preview said.
    #[serde(default)]
    sales_seen: i64,
}

impl RulesWish {
    fn begins_at(&self, settings: &Settings, now: Moment) -> Moment {
        self.from.map_or(now, |day| settings.calendar().start(day))
    }

    fn check(&self, roster: &Roster) -> Result<(), Refusal> {
        self.rules.check()?;
        let unknown = self
            .rules
            .rates
            .iter()
            .zip(1u32..)
            .filter(|(rate, _)| rate.tier.is_some_and(|tier| roster.tier(tier).is_none()));
        let places: Vec<Place> = unknown
            .map(|(rate, row)| Place {
                row: Some(row),
                column: Some("tier".to_owned()),
                read: rate.tier.map(|tier| tier.to_string()),
                mend: Some(Words::new(
                    "没有这个等级，请从列表里选",
                    "there is no such tier; choose one of the list",
                )),
                ..Place::default()
            })
            .collect();
        if places.is_empty() {
            return Ok(());
        }
        Err(Refusal::from(EarningRulesWrong {}).at(places))
    }
}

/// What a version would change.
#[derive(Debug, Serialize, ToSchema)]
pub struct RulesPreview {
    from_at: Moment,
    /// It holds only until then, when a version begins that is published already.
    until: Option<Moment>,
    /// That version.
    after: Option<RulesId>,
    /// What it says.
    words: Vec<String>,
    hash: String,
    /// Sentences that are new against the version in force.
    added: Vec<String>,
    /// Sentences that no longer hold.
    removed: Vec<String>,
    /// Sales already recorded whose points change at once; 0 for rules of a day to come.
    sales: i64,
    /// Points added at once, in all.
    raised: i64,
    /// Points taken back at once, in all.
    lowered: i64,
    /// Everyone whose points change at once, greatest change first.
    changes: Vec<PointsChange>,
    /// Since when the last days were compared.
    compared_from: Moment,
    /// Points of those days by the rules in force.
    compared_before: i64,
    /// And by the new ones.
    compared_after: i64,
    /// Whose points of those days differ most, at most twenty.
    compared: Vec<PointsChange>,
}

/// Shows what a version would change, without changing anything.
#[utoipa::path(post, path = "/api/points/rules/preview", operation_id = "preview_rules", request_body = RulesWish, responses((status = 200, body = RulesPreview)))]
pub async fn preview_rules(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    Json(wish): Json<RulesWish>,
) -> Result<axum::Json<RulesPreview>> {
    let (roster, settings, now) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
        app.clock.now(),
    );
    wish.check(&roster)?;
    let from_at = wish.begins_at(&settings, now);
    let mut conn = app.db.read().await?;
    let book = store::points::rule::book(&mut conn, caller.team).await?;
    let by = (&*roster, &*settings);
    let found =
        store::points::preview::preview(&mut conn, caller.team, &wish.rules, from_at, by, now)
            .await?;
    let before = book
        .at(from_at)
        .map_or_else(Vec::new, |v| words(&v.rules, &roster, lang));
    let after = words(&wish.rules, &roster, lang);
    let at_once = &found.at_once;
    let changes = changes(&mut conn, caller.team, &roster, at_once).await?;
    let mut compared: Vec<(MemberId, i64, i64)> = found
        .compared
        .iter()
        .map(|(m, (b, a))| (*m, *b, *a))
        .collect();
    compared.sort_by_key(greatest_first);
    let (compared_before, compared_after) = (
        compared.iter().map(|c| c.1).sum(),
        compared.iter().map(|c| c.2).sum(),
    );
    let mut versions = book.versions().iter();
    let next = versions.find(|version| version.from_at > from_at);
    Ok(axum::Json(RulesPreview {
        from_at,
        until: next.map(|version| version.from_at),
        after: next.map(|version| version.id),
        hash: wish.rules.hash(),
        added: after
            .iter()
            .filter(|w| !before.contains(w))
            .cloned()
            .collect(),
        removed: before
            .iter()
            .filter(|w| !after.contains(w))
            .cloned()
            .collect(),
        words: after,
        sales: at_once.sales,
        raised: at_once.raised(),
        lowered: at_once.lowered(),
        changes,
        compared_from: found.compared_from,
        compared_before,
        compared_after,
        compared: compared
            .into_iter()
            .filter(|(_, before, after)| before != after)
            .take(20)
            .map(|change| PointsChange::of(&roster, change))
            .collect(),
    }))
}

/// A version that was published.
#[derive(Debug, Serialize, ToSchema)]
pub struct RulesPublished {
    id: RulesId,
    /// Sales whose points changed at once.
    sales: i64,
}

/// Publishes a version: later sales earn by it; sales at or after its beginning that are recorded
/// already are reckoned anew, as the preview showed.
#[utoipa::path(post, path = "/api/points/rules", operation_id = "publish_rules", request_body = RulesWish, responses((status = 200, body = RulesPublished)))]
pub async fn publish_rules(
    State(app): State<App>,
    caller: Caller,
    Json(wish): Json<RulesWish>,
) -> Result<axum::Json<RulesPublished>> {
    let settings = app.settings(caller.team).await?;
    // Tiers are part of what sales earn: nobody changes them meanwhile.
    let desk = app.desk(caller.team).await?;
    let roster = desk.roster.clone();
    let now = app.clock.now();
    wish.check(&roster)?;
    check_reason(&wish.reason)?;
    let from_at = wish.begins_at(&settings, now);
    let mut tx = app.db.write_team(caller.team).await?;
    let book = store::points::rule::book(&mut tx, caller.team).await?;
    let before = book.at(from_at);
    if before.is_some_and(|version| version.hash == wish.rules.hash()) {
        return refuse(RulesUnchanged {});
    }
    let by = (&*roster, &*settings);
    let found =
        store::points::preview::preview(&mut tx, caller.team, &wish.rules, from_at, by, now)
            .await?;
    if found.at_once.sales != wish.sales_seen {
        return refuse(RulesPreviewStale {
            sales: found.at_once.sales,
        });
    }
    let rules = wish.rules.clone().tidied();
    let reason = wish.reason.trim();
    let (team, author) = (caller.team, Some(caller.member));
    let id =
        store::points::rule::publish(&mut tx, team, &rules, from_at, reason, author, now).await?;
    store::points::rule::tell(&mut tx, team, id, &found.at_once).await?;
    let change = Change::of(id.0, before.map(|version| &version.rules), Some(&rules))
        .by(caller.member, Some(reason));
    record(&mut tx, team, Kind::EarningRules, &change, now).await?;
    follow_sales(
        &mut tx,
        team,
        (Which::Since(from_at), Because::Rules(id)),
        &roster,
        &settings,
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(axum::Json(RulesPublished {
        id,
        sales: found.at_once.sales,
    }))
}
