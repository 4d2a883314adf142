//! Making a contest: templates, drafts, what the guard and the bounds say as one types.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::one::{One, Warning, warnings};
use crate::contest::seen::Seen;
use crate::error::{ProblemPlace, Result, refuse};
use crate::extract::{Json, Language, Path};
use axum::extract::State;
use rules::access::{NotYours, Role};
use rules::contest::again::again;
use rules::contest::check::{check, faults};
use rules::contest::life::{Act, ContestReason, State as Stands};
use rules::contest::rule::Rule;
use rules::contest::template::Template;
use rules::contest::who::Parts;
use rules::contest::{Seed, Who, settle};
use rules::points::grant::check_reason;
use rules::{ContestId, MemberId, Moment};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use utoipa::ToSchema;

/// A contest to begin with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestTemplateMade)]
pub(super) struct Made {
    #[schema(inline)]
    code: Template,
    rule: Rule,
}

/// What there is to begin with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestTemplates)]
pub(super) struct Templates {
    templates: Vec<Made>,
    /// The categories that measures can be limited to.
    categories: BTreeSet<String>,
}

/// Templates with good defaults, of this day.
#[utoipa::path(get, path = "/api/contests/templates", operation_id = "contest_templates", responses((status = 200, body = Templates)))]
pub(super) async fn contest_templates(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
) -> Result<axum::Json<Templates>> {
    let calendar = app.settings(caller.team).await?.calendar();
    let now = app.clock.now();
    let templates = Template::ALL.into_iter().map(|code| {
        let mut rule = code.rule(&calendar, now, lang);
        own_branch(&caller, &mut rule);
        Made { code, rule }
    });
    let mut conn = app.db.read().await?;
    let said = store::sale::product::said(&mut conn, caller.team).await?;
    let mut categories: BTreeSet<String> =
        said.into_iter().filter_map(|row| row.category).collect();
    for row in app.sold.of(&mut conn, caller.team).await?.iter() {
        categories.extend(row.told_first.iter().chain(&row.told_last).cloned());
    }
    Ok(axum::Json(Templates {
        templates: templates.collect(),
        categories,
    }))
}

/// A leader's contest is of their own branch.
fn own_branch(caller: &Caller, rule: &mut Rule) {
    if caller.role == Role::Leader && rule.who == Who::Everyone {
        rule.who = Who::Branch {
            head: caller.member,
        };
    }
}

/// Refuses a leader's rule that reaches past their branch as it stands.
pub(super) async fn within(app: &App, caller: &Caller, rule: &Rule) -> Result<()> {
    if caller.role == Role::Founder {
        return Ok(());
    }
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let sees = |member: &MemberId| caller.sees(&roster, *member, now);
    let inside = match (&rule.kind, &rule.who) {
        (rules::contest::Kind::Teams(teams), _) => teams
            .sides
            .iter()
            .all(|side| side.head.iter().chain(&side.members).all(sees)),
        (_, Who::Branch { head }) => sees(head),
        (_, Who::Chosen { members }) => members.iter().all(sees),
        (_, Who::Everyone | Who::Tiers { .. }) => false,
    };
    if inside { Ok(()) } else { refuse(NotYours {}) }
}

/// A rule to look at.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestRuleAsked)]
pub(super) struct Asked {
    rule: Rule,
}

/// What there is to say of a rule.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestRuleCheck)]
pub(super) struct Said {
    warnings: Vec<Warning>,
    /// The most points its prizes can pay.
    pot_needed: i64,
    /// How many could take part now.
    entrants: usize,
    /// What cannot be used, by column.
    problems: Vec<ProblemPlace>,
}

/// What the bounds and the guard say of a rule, as one types.
#[utoipa::path(post, path = "/api/contests/check", operation_id = "check_contest", request_body = Asked, responses((status = 200, body = Said)))]
pub(super) async fn check_contest(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    Json(Asked { rule }): Json<Asked>,
) -> Result<axum::Json<Said>> {
    let mut places = faults(&rule);
    if let Err(no) = check(&rule)
        && no.places.is_empty()
    {
        places.push(rules::Place {
            column: Some("counted".to_owned()),
            mend: Some(no.words),
            ..rules::Place::default()
        });
    }
    let entrants = could_enter(&app, &caller, &rule).await?;
    Ok(axum::Json(Said {
        warnings: warnings(&rule, lang),
        pot_needed: settle::pot(&rule, entrants as i64),
        entrants,
        problems: places
            .iter()
            .map(|place| ProblemPlace::say(place, lang))
            .collect(),
    }))
}

/// How many could take part, entered or not.
pub(super) async fn could_enter(app: &App, caller: &Caller, rule: &Rule) -> Result<usize> {
    let roster = app.roster(caller.team).await?;
    let open = Rule {
        opt_in: false,
        ..rule.clone()
    };
    Ok(Parts::of(&open, &roster, &HashSet::new(), Moment::MAX)
        .entrants()
        .len())
}

/// A rule to begin with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestRuleAgain)]
pub(super) struct Again {
    rule: Rule,
}

/// The rule of a contest moved to the stretch that follows, to hold it again.
#[utoipa::path(get, path = "/api/contests/{id}/again", operation_id = "contest_again", params(("id" = i64, Path)), responses((status = 200, body = Again)))]
pub(super) async fn contest_again(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<Again>> {
    let seen = Seen::read(&app, caller, id).await?;
    let mut rule = again(&seen.contest.rule, &seen.settings.calendar(), seen.now);
    own_branch(&caller, &mut rule);
    Ok(axum::Json(Again { rule }))
}

/// A contest to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestBegun)]
pub(super) struct Begun {
    rule: Rule,
    /// The contest it was copied from.
    copied_from: Option<ContestId>,
}

/// The number of a contest.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestNumber)]
pub(super) struct Number {
    id: ContestId,
}

/// Begins a contest as a draft, which only who runs it sees.
#[utoipa::path(post, path = "/api/contests", operation_id = "begin_contest", request_body = Begun, responses((status = 200, body = Number)))]
pub(super) async fn begin_contest(
    State(app): State<App>,
    caller: Caller,
    Json(begun): Json<Begun>,
) -> Result<axum::Json<Number>> {
    let seed = Seed(crate::chance::bytes());
    let mut tx = app.db.write_team(caller.team).await?;
    let who = (caller.member, begun.copied_from);
    let id = store::contest::act::begin(
        &mut tx,
        caller.team,
        who,
        &begun.rule,
        &seed,
        app.clock.now(),
    )
    .await?;
    tx.commit().await?;
    Ok(axum::Json(Number { id }))
}

/// A rule to put in the place of the one that holds.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestRuleChange)]
pub(super) struct RuleChange {
    rule: Rule,
    /// Why, once it is published: everyone is told.
    reason: Option<String>,
}

rules::refusals! {
    /// A rule that is in force changes what lies behind it.
    RulePast {} 422,
    "竞赛已经开始：开始时间和类型不能再改。要改这些，请取消后另办一场。",
    "The contest has started: its start and kind cannot change any more. Cancel it and hold another instead.";
}

/// Changes a draft, or amends a published rule with a reason.
#[utoipa::path(put, path = "/api/contests/{id}/rule", operation_id = "put_contest_rule", params(("id" = i64, Path)), request_body = RuleChange, responses((status = 200, body = One)))]
pub(super) async fn put_contest_rule(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    Path(id): Path<i64>,
    Json(change): Json<RuleChange>,
) -> Result<axum::Json<One>> {
    let mut tx = app.db.write_team(caller.team).await?;
    let seen = Seen::of(&app, &mut tx, caller, id).await?;
    let reason = change.reason.as_deref().map(str::trim);
    if seen.state == Stands::Draft {
        seen.step(Act::Edit)?;
    } else {
        seen.step(Act::Amend)?;
        check(&change.rule)?;
        within(&app, &caller, &change.rule).await?;
        let promised = (seen.contest.rule.prizes.as_slice(), &change.rule);
        crate::contest::title::may_promise(&mut tx, &seen, promised).await?;
        if check_reason(reason.unwrap_or_default()).is_err() {
            return refuse(ContestReason {});
        }
        let (before, after) = (&seen.contest.rule, &change.rule);
        let same_kind = std::mem::discriminant(&before.kind) == std::mem::discriminant(&after.kind);
        let ends_later = after.end > seen.now && after.freeze_at.is_none_or(|at| at > seen.now);
        let started = seen.state == Stands::Running;
        if started && (before.start != after.start || !same_kind || !ends_later) {
            return refuse(RulePast {});
        }
    }
    let is_same = *seen.contest.rule == change.rule;
    if !is_same {
        let by = (caller.member, reason);
        let contest = seen.contest.id;
        store::contest::act::put_rule(&mut tx, caller.team, contest, &change.rule, by, seen.now)
            .await?;
        if seen.state != Stands::Draft {
            crate::contest::acts::fund(&app, &mut tx, &seen, &change.rule).await?;
        }
    }
    tx.commit().await?;
    app.fields.note(caller.team);
    let seen = Seen::read(&app, caller, id).await?;
    Ok(axum::Json(One::of(&app, &seen, lang).await?))
}
